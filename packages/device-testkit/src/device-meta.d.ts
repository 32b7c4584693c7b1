/** What every test of a device carries, so that a reporter knows whose it is. */
export interface DeviceMeta {
    /** Chip id. */
    readonly xylopipeDevice?: string;
}
