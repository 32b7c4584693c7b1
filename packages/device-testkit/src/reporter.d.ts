import type { Reporter, TestModule } from 'vitest/node';
/**
 * A reporter of vitest that counts the tests of every device, one line per chip, with the names of those that were
 * skipped. Says nothing where no device was tested. Use it beside another: `reporters: ['default', new DeviceReporter()]`.
 */
export declare class DeviceReporter implements Reporter {
    #private;
    /** `write`: where to the lines go. Default: the console. */
    constructor(write?: (text: string) => void);
    /** Called by vitest when all tests are done. */
    onTestRunEnd(modules: readonly Pick<TestModule, 'children'>[]): void;
}
