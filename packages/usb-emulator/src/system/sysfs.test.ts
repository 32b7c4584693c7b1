import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { hotplugProperties, Sysfs } from './sysfs.js';

it('shows a device while it is there, at the place that messages name', () => {
  const root = mkdtempSync(join(tmpdir(), 'sysfs-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const place = { port: 2, address: 5 };
  const sysfs = new Sysfs(root);
  sysfs.add(place, {
    vendorId: 0x1209,
    productId: 0x00af,
    manufacturer: 'M',
    product: 'P',
    serial: 'S',
    interface: { class: 255, subclass: 1, protocol: 2, name: 'I' },
    speed: 480,
    permitted: true,
  });
  const read = (file: string) => readFileSync(join(root, 'bus/usb/devices/1-2', file), 'utf8').trim();
  const files = ['idVendor', 'idProduct', 'busnum', 'devnum', 'serial', '1-2:1.0/bInterfaceClass', '1-2:1.0/interface'];
  expect(files.map(read)).toEqual(['1209', '00af', '1', '5', 'S', 'ff', 'I']);

  const properties = hotplugProperties(place);
  expect(properties).toMatchObject({ DEVNUM: '005', DEVNAME: '/dev/bus/usb/001/005' });
  const folder = join(root, properties.DEVPATH as string);
  expect(existsSync(join(folder, 'descriptors'))).toBe(true);
  expect(existsSync(join(folder, 'subsystem/devices'))).toBe(true);

  sysfs.remove(place);
  expect([existsSync(folder), existsSync(join(root, 'bus/usb/devices/1-2'))]).toEqual([false, false]);
});
