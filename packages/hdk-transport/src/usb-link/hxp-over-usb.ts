/**
 * How HXP goes over USB. One interface with a bulk IN and a bulk OUT endpoint carries nothing but frames: a transfer for
 * each, which a packet ends that is shorter than the longest one; where a frame fills its last packet an empty one follows,
 * unless the frame is as long as a transfer can be. A host opens and closes the link by a request to the interface.
 */
export const HXP_OVER_USB = Object.freeze({
  /** The test id that pid.codes gives to everybody, so that the interface too has to be looked at. */
  vendorId: 0x1209,
  productId: 0x0001,
  interface: Object.freeze({
    /** Vendor specific. */
    class: 0xff,
    /** `X`. */
    subclass: 0x58,
    /** Version of HXP. */
    protocol: 1,
    name: 'Xylopipe HXP',
  }),
  /** Vendor request to the interface, without data; `LINK_STATE` is its value. */
  linkStateRequest: 1,
  /** Bytes of the longest transfer, and so of the longest frame. */
  maxTransfer: 65_536,
});

/**
 * What a host says by `linkStateRequest`. `open`: both ends begin anew, and what the device had not sent yet is void.
 * `closed`: the device sends no more, and ends a transfer that the host waits for by an empty packet.
 */
export const LINK_STATE = Object.freeze({ closed: 0, open: 1 });

/** Whether an empty packet has to end a transfer of this length. */
export const needsEmptyPacket = (length: number, packetSize: number): boolean =>
  length % packetSize === 0 && length < HXP_OVER_USB.maxTransfer;

/** A vendor request to an interface, without data. */
export const interfaceRequest = (request: number, value: number, index: number) =>
  ({ requestType: 'vendor', recipient: 'interface', request, value, index }) as const;
