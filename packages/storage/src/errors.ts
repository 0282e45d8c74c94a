/** What can be wrong with a database: each message is one sentence for whoever runs the server, with what to do. */

export abstract class StorageError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause });
    this.name = new.target.name;
  }
}

export class StorageInUse extends StorageError {
  constructor(place: string, cause?: unknown) {
    super(`${place} is in use by another process: stop that one first, or name another file.`, cause);
  }
}

/** Nothing of what was asked has been written; asking again later may succeed. */
export class StorageUnavailable extends StorageError {
  constructor(place: string, reason: string, cause?: unknown, remedy = 'check the disk and try again') {
    super(`${place} does not take writes (${reason}): ${remedy}.`, cause);
  }
}

export class StorageCorrupt extends StorageError {
  constructor(place: string, reason: string, cause?: unknown) {
    super(`${place} is not a sound Symbolon database (${reason}): put a backup in its place.`, cause);
  }
}

export class StorageTooNew extends StorageError {
  constructor(place: string, found: number, known: number) {
    super(
      `${place} was written by a newer Symbolon (schema ${found}, this one knows ${known}): start that version, or restore an older backup.`,
    );
  }
}

export class StorageNotWritable extends StorageError {
  constructor(
    place: string,
    reason: string,
    cause?: unknown,
    remedy = 'give this user write access to the file and its folder, or name another file',
  ) {
    super(`${place} cannot be written (${reason}): ${remedy}.`, cause);
  }
}
