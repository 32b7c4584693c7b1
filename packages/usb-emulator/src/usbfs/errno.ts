/** Error numbers of Linux, as usbfs uses them for calls and for the status of URBs. */
export const ERRNO = {
  ENOENT: 2,
  EAGAIN: 11,
  EACCES: 13,
  EFAULT: 14,
  EBUSY: 16,
  ENODEV: 19,
  EINVAL: 22,
  ENOTTY: 25,
  EPIPE: 32,
  ENOSYS: 38,
  ENODATA: 61,
  ESHUTDOWN: 108,
} as const;
