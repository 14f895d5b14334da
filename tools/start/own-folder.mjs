/** The folder that keeps everything of a local system, and what to say where it cannot be used. */
import { accessSync, constants, statfsSync } from 'node:fs';
import { stackFolder } from '../stack/state.mjs';

/** What the servers' data, the logs and, where they are unpacked, the servers' programs need. */
const roomNeeded = 700 * 1024 * 1024;

/** The folder, which this user can write and whose disk has room; throws a sentence otherwise. */
export function ownFolder(room = roomNeeded) {
  let dir;
  try {
    dir = stackFolder();
    accessSync(dir, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new Error(reasonOf(error), { cause: error });
  }
  const { bavail, bsize } = statfsSync(dir);
  const megabytes = (bytes) => `${Math.floor(bytes / 1024 / 1024)} MB`;
  if (bavail * bsize < room) {
    throw new Error(
      `The disk of ${dir} has ${megabytes(bavail * bsize)} left, and ${megabytes(room)} are needed. Make room, or name a folder on another disk in STACK_DIR.`,
    );
  }
  return dir;
}

/** What an error means for whoever started the system. */
export function reasonOf({ code, path, message }) {
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return `The disk is full: ${message}. Make room and start again.`;
  if (path === undefined) return message;
  if (code === 'EROFS')
    return `${path} is on a file system that cannot be written. Name another folder in STACK_DIR.`;
  if (code === 'EACCES' || code === 'EPERM') {
    return `This user cannot write ${path}. Start as the user who cloned the repository, or name a folder of your own in STACK_DIR.`;
  }
  if (code === 'EEXIST' || code === 'ENOTDIR') return `${path} is a file, and a folder is needed there.`;
  return message;
}
