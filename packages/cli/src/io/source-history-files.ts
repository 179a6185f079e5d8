import {
  closeSync,
  createReadStream,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import type { SourceHistory, SourceRecording } from '@bloqr/compiler';
import { writeFully } from './write-fully.ts';

/** Bytes gathered before they are written. */
const bufferBytes = 1 << 16;
const LF = 0x0a;

/** Where the command keeps what it knows of sources: `$XDG_CACHE_HOME/bloqr/sources`, else below `~/.cache`. */
export function historyFolder(): string {
  return join(
    process.env.XDG_CACHE_HOME || join(process.getBuiltinModule('node:os').homedir(), '.cache'),
    'bloqr',
    'sources',
  );
}

/**
 * Keeps sources as files in a folder, two a source: its lines, and how many they are. They are named by the hash of the
 * source, because a URL may hold a secret. A folder that cannot be written keeps nothing, and fails nothing.
 */
export function createSourceHistoryFiles(findFolder: () => string): SourceHistory {
  const pathsOf = (source: string) => {
    const folder = findFolder();
    // Not imported: loading it would cost every start of the command 5 ms, and few compiles keep anything.
    const { createHash } = process.getBuiltinModule('node:crypto');
    // The same path from another folder is another file.
    const place = /^[a-z][a-z0-9+.-]*:\/\//i.test(source) ? source : resolve(source);
    const name = join(folder, createHash('sha256').update(place).digest('hex').slice(0, 32));
    return { folder, text: `${name}.txt`, about: `${name}.json` };
  };
  return {
    async recall(source) {
      const { text, about } = pathsOf(source);
      const lineCount = readLineCount(about);
      if (lineCount === undefined || !existsSync(text)) return undefined;
      return { lineCount, text: () => createReadStream(text) };
    },
    record(source) {
      const { folder, text, about } = pathsOf(source);
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        return new FileRecording(text, about);
      } catch {
        return noRecording;
      }
    },
  };
}

const noRecording: SourceRecording = { add() {}, async keep() {}, discard() {} };

/** A history that is looked at and stays as it is. */
export function withoutRecording({ recall }: SourceHistory): SourceHistory {
  return { recall, record: () => noRecording };
}

function readLineCount(path: string): number | undefined {
  try {
    const about: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const isKnown = typeof about === 'object' && about !== null && 'lineCount' in about;
    return isKnown && typeof about.lineCount === 'number' ? about.lineCount : undefined;
  } catch {
    return undefined;
  }
}

class FileRecording implements SourceRecording {
  private readonly text: string;
  private readonly about: string;
  private readonly draft: string;
  private readonly file: number;
  private readonly buffer = new Uint8Array(bufferBytes);
  private filled = 0;
  private isBroken = false;

  constructor(text: string, about: string) {
    this.text = text;
    this.about = about;
    this.draft = `${text}.${process.pid.toString(36)}.tmp`;
    this.file = openSync(this.draft, 'w', 0o600);
  }

  add(bytes: Uint8Array, start: number, end: number): void {
    const length = end - start + 1;
    if (this.filled + length > bufferBytes) this.flush();
    if (length > bufferBytes) {
      this.write(bytes.subarray(start, end));
      this.write(Uint8Array.of(LF));
      return;
    }
    this.buffer.set(bytes.subarray(start, end), this.filled);
    this.filled += length;
    this.buffer[this.filled - 1] = LF;
  }

  async keep(lineCount: number): Promise<void> {
    this.flush();
    if (this.isBroken) return this.discard();
    try {
      closeSync(this.file);
      renameSync(this.draft, this.text);
      writeFileSync(this.about, JSON.stringify({ lineCount }), { mode: 0o600 });
    } catch {
      rmSync(this.draft, { force: true });
    }
  }

  discard(): void {
    closeSync(this.file);
    rmSync(this.draft, { force: true });
  }

  private flush(): void {
    this.write(this.buffer.subarray(0, this.filled));
    this.filled = 0;
  }

  private write(bytes: Uint8Array): void {
    try {
      if (!this.isBroken) writeFully(this.file, bytes);
    } catch {
      this.isBroken = true;
    }
  }
}
