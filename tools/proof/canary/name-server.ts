import { createSocket } from 'node:dgram';
import { isIP } from 'node:net';

/** What a name stands for. */
export interface NameAnswer {
  /** Addresses of both families. */
  readonly addresses: readonly string[];
  /** The name that it is another name for, whose addresses those are. */
  readonly alias?: string;
}

/** Answers the same name otherwise every time, if it likes; `turn` counts from 0 for each name and family. */
export type AnswerName = (name: string, turn: number) => NameAnswer;

const typeA = 1;
const typeAlias = 5;
const typeAaaa = 28;
const headerBytes = 12;
/** Points to the name in the question. */
const questionName = Buffer.from([0xc0, headerBytes]);

/** A name server under way. */
export interface NameServer {
  /** Begins to count turns anew. */
  readonly forgetTurns: () => void;
  readonly close: () => void;
}

/** Answers names on UDP port 53 of every address of this machine, with a time to live of 0 (RFC 1035). */
export async function openNameServer(answerName: AnswerName): Promise<NameServer> {
  const turns = new Map<string, number>();
  const socket = createSocket('udp4');
  socket.on('message', (query, peer) => {
    const question = readQuestion(query);
    if (question === undefined) return;
    const { name, type, end } = question;
    const key = `${type} ${name}`;
    const turn = turns.get(key) ?? 0;
    turns.set(key, turn + 1);
    const reply = writeReply(query, end, type, answerName(name, turn));
    socket.send(reply, peer.port, peer.address);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(53, '0.0.0.0', resolve);
  });
  return { forgetTurns: () => turns.clear(), close: () => socket.close() };
}

function readQuestion(query: Buffer): { name: string; type: number; end: number } | undefined {
  const labels: string[] = [];
  let at = headerBytes;
  for (let length = query[at]; length !== undefined; length = query[at]) {
    at += 1;
    if (length === 0) {
      if (at + 4 > query.length) return undefined;
      return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at), end: at + 4 };
    }
    labels.push(query.toString('latin1', at, at + length));
    at += length;
  }
  return undefined;
}

function writeReply(query: Buffer, end: number, type: number, { addresses, alias }: NameAnswer): Buffer {
  const family = type === typeA ? 4 : type === typeAaaa ? 6 : 0;
  const records: Buffer[] = [];
  const owner = alias === undefined ? questionName : encodeName(alias);
  if (alias !== undefined) records.push(record(questionName, typeAlias, owner));
  for (const address of addresses) {
    if (isIP(address) === family) records.push(record(owner, type, encodeAddress(address)));
  }
  const head = Buffer.alloc(headerBytes);
  query.copy(head, 0, 0, 2);
  // An answer, authoritative, recursion asked for and to be had.
  head.writeUInt16BE(0x8580, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(records.length, 6);
  return Buffer.concat([head, query.subarray(headerBytes, end), ...records]);
}

function record(owner: Buffer, type: number, content: Buffer): Buffer {
  const fields = Buffer.alloc(10);
  fields.writeUInt16BE(type, 0);
  fields.writeUInt16BE(1, 2);
  fields.writeUInt16BE(content.length, 8);
  return Buffer.concat([owner, fields, content]);
}

function encodeName(name: string): Buffer {
  const labels = name.split('.').map((label) => Buffer.from([label.length, ...Buffer.from(label)]));
  return Buffer.concat([...labels, Buffer.alloc(1)]);
}

function encodeAddress(address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number));
  // A parsed URL has the one normal form, without an IPv4 tail.
  const [head = '', tail] = new URL(`http://[${address}]/`).hostname.slice(1, -1).split('::');
  const groupsOf = (text: string | undefined) => (text ? text.split(':') : []);
  const [first, last] = [groupsOf(head), groupsOf(tail)];
  const groups = [...first, ...Array<string>(8 - first.length - last.length).fill('0'), ...last];
  return Buffer.from(groups.map((group) => group.padStart(4, '0')).join(''), 'hex');
}
