import { describe, expect, it } from 'vitest';
import { FakeNodeUsb, FakeUsbDevice } from '../../test/usb/fake-usb-device.js';
import { theOne } from './connect-usb.js';
import { usbBoardsOf } from './list-usb-boards.js';

const ours = (serial: string | null) => new FakeUsbDevice({ serial });
const vendors = (serial: string) => new FakeUsbDevice({ serial, vendorId: 0x04b4 });
const choose = async (serial: string | undefined, ...devices: FakeUsbDevice[]) =>
  theOne(await usbBoardsOf(new FakeNodeUsb(...devices)), serial).board;

describe('choosing a board', () => {
  it('takes the only one, and one by its serial number', async () => {
    expect(await choose(undefined, ours('A'))).toMatchObject({ serial: 'A' });
    expect(await choose('B', ours('A'), ours('B'))).toMatchObject({ serial: 'B' });
  });

  it('passes over what is refused, unless it is all there is', async () => {
    expect(await choose(undefined, vendors('V'), ours('A'))).toMatchObject({ serial: 'A' });
    expect(await choose(undefined, vendors('V'))).toMatchObject({ refusal: { code: 'VENDOR_DEVICE' } });
    expect(await choose('V', vendors('V'), ours('A'))).toMatchObject({ refusal: { code: 'VENDOR_DEVICE' } });
  });

  it('says what there is', async () => {
    await expect(choose(undefined)).rejects.toMatchObject({ code: 'USB_NOT_FOUND', hint: 'is it plugged in?' });
    await expect(choose('C', ours('A'), ours(null))).rejects.toMatchObject({
      code: 'USB_NOT_FOUND',
      who: 'usb:C',
      hint: 'there are: A (Fake board, 001:007), without a serial number (Fake board, 001:007)',
    });
    await expect(choose(undefined, ours('A'), ours('B'))).rejects.toMatchObject({
      code: 'USB_AMBIGUOUS',
      hint: expect.stringMatching(/A .*B /),
    });
    await expect(choose('A', ours('A'), ours('A'))).rejects.toMatchObject({ code: 'USB_AMBIGUOUS' });
  });
});
