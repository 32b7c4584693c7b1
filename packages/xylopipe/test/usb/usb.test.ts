import { fileURLToPath } from 'node:url';
import { describeInEmulatedUsb } from '@xylopipe/usb-emulator/vitest';

await describeInEmulatedUsb(fileURLToPath(new URL('.', import.meta.url)));
