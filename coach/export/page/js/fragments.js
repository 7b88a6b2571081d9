/**
 * Packets of AAC → fragmented MP4, as MediaSource takes it; and an M4A → its packets.
 * ISO/IEC 14496-12: a box is its length, its name and its content; sample tables in 8.5 to 8.7, fragments in 8.8.
 */

/**
 * A sound in packets, each of which can be played after any other.
 * @typedef {object} Packets
 * @property {Uint8Array} bytes
 * @property {number[]} starts  The place of each packet in the bytes.
 * @property {number[]} sizes
 * @property {Uint8Array} [entry]  What the M4A says of its codec: the content of its `stsd`.
 */

export const PACKET_FRAMES = 1024;

const CONTAINERS = ["moov", "trak", "mdia", "minf", "stbl"];

/**
 * Return the packets of an M4A; throws an Error where it has none, or ends before they do.
 * @param {ArrayBuffer} file
 * @returns {Packets}
 */
export function packetsOf(file) {
  const bytes = new Uint8Array(file);
  const tables = soundTables(bytes);
  const sizes = sizesOf(viewOf(tables.stsz));
  const starts = startsOf(tables, sizes);
  if (!sizes.length || starts[sizes.length - 1] + sizes[sizes.length - 1] > bytes.length) throw new Error("cut");
  return { bytes, starts, sizes, entry: tables.stsd };
}

/**
 * Return packets that lie one after the other.
 * @param {ArrayBuffer} file
 * @param {number[]} sizes
 * @returns {Packets}
 */
export function packetsInRow(file, sizes) {
  let at = 0;
  const starts = sizes.map((size) => (at += size) - size);
  if (at > file.byteLength) throw new Error("cut");
  return { bytes: new Uint8Array(file), starts, sizes };
}

/**
 * Return what MediaSource needs before the first packet.
 * @param {Uint8Array} entry
 * @param {number} rate
 * @returns {Uint8Array}
 */
export function opening(entry, rate) {
  const none = [0, 0, 0, 0, 0, 0, 0, 0];
  const table = box("stbl", box("stsd", entry), box("stts", none), box("stsc", none), box("stsz", none, long(0)), box("stco", none));
  const data = box("dinf", box("dref", long(0), long(1), box("url ", long(1))));
  const media = box("mdia",
    box("mdhd", long(0), long(0), long(0), long(rate), long(0), [0x55, 0xc4, 0, 0]),
    box("hdlr", long(0), long(0), letters("soun"), long(0), long(0), long(0), [0]),
    box("minf", box("smhd", none), data, table));
  const matrix = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000].flatMap(long);
  const track = box("trak", box("tkhd", long(7), none, long(1), none, none, [0, 0, 0, 0, 1, 0, 0, 0], matrix, none), media);
  const whole = box("mvhd", long(0), none, long(rate), long(0), long(0x10000), [1, 0], new Array(10).fill(0), matrix, new Array(24).fill(0), long(2));
  const fragments = box("mvex", box("trex", long(0), long(1), long(1), long(PACKET_FRAMES), long(0), long(0)));
  return join(box("ftyp", letters("iso5"), long(0), letters("iso5mp41")), box("moov", whole, track, fragments));
}

/**
 * Return a fragment that plays `count` packets from `first` on, at the place of packet `at` of what is heard.
 * @param {Packets} from
 * @param {number} first
 * @param {number} count
 * @param {number} at
 * @returns {Uint8Array}
 */
export function fragment(from, first, count, at) {
  const numbers = Array.from({ length: count }, (_, each) => first + each);
  const sizes = numbers.flatMap((number) => long(from.sizes[number]));
  /** @param {number} offset */
  const head = (offset) => box("moof", box("mfhd", long(0), long(1)), box("traf",
    box("tfhd", long(0x20000), long(1)),
    box("tfdt", long(0x1000000), long(Math.floor((at * PACKET_FRAMES) / 2 ** 32)), long(at * PACKET_FRAMES)),
    box("trun", long(0x201), long(count), long(offset), sizes)));
  const length = head(0).length + 8;
  return join(head(length), box("mdat", ...numbers.map((number) => bytesOf(from, number))));
}

/**
 * @param {Packets} from
 * @param {number} number
 */
export function bytesOf(from, number) {
  return from.bytes.subarray(from.starts[number], from.starts[number] + from.sizes[number]);
}

/**
 * Return the contents of the boxes of the sound's track; a cover and chapters have tracks of their own.
 * @param {Uint8Array} bytes
 * @returns {Record<string, Uint8Array>}
 */
function soundTables(bytes) {
  /** @type {Record<string, Uint8Array>} */
  let found = {};
  /** @param {Uint8Array} content */
  const visit = (content) => {
    for (let at = 0; at + 8 <= content.length;) {
      const size = viewOf(content).getUint32(at);
      const name = String.fromCharCode(...content.subarray(at + 4, at + 8));
      if (size < 8) return;
      if (name === "trak" && found.sound) return;
      if (name === "trak") found = {};
      const inner = content.subarray(at + 8, at + size);
      found[name] = inner;
      if (name === "hdlr" && String.fromCharCode(...inner.subarray(8, 12)) === "soun") found.sound = inner;
      if (CONTAINERS.includes(name)) visit(inner);
      at += size;
    }
  };
  visit(bytes);
  if (!found.sound || !found.stsz || !found.stsc || !(found.stco || found.co64)) throw new Error("no sound");
  return found;
}

/** @param {DataView} table */
function sizesOf(table) {
  const same = table.getUint32(4);
  return Array.from({ length: table.getUint32(8) }, (_, number) => same || table.getUint32(12 + 4 * number));
}

/**
 * Return where each packet begins: packets lie in chunks, and a table says how many from which chunk on.
 * @param {Record<string, Uint8Array>} tables
 * @param {number[]} sizes
 */
function startsOf(tables, sizes) {
  const offsets = viewOf(tables.stco || tables.co64), runs = viewOf(tables.stsc);
  /** @type {number[]} */
  const starts = [];
  let run = 0;
  for (let chunk = 0; chunk < offsets.getUint32(4); chunk++) {
    let at = tables.stco ? offsets.getUint32(8 + 4 * chunk) : Number(offsets.getBigUint64(8 + 8 * chunk));
    while (run + 1 < runs.getUint32(4) && runs.getUint32(8 + 12 * (run + 1)) <= chunk + 1) run++;
    for (let left = runs.getUint32(12 + 12 * run); left > 0 && starts.length < sizes.length; left--) {
      starts.push(at);
      at += sizes[starts.length - 1];
    }
  }
  return starts;
}

/** @param {Uint8Array} bytes */
function viewOf(bytes) {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/**
 * @param {string} name
 * @param {...(Uint8Array | number[])} contents
 */
function box(name, ...contents) {
  const content = join(...contents);
  return join(long(content.length + 8), letters(name), content);
}

/** @param {...(Uint8Array | number[])} parts */
function join(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** @param {number} value */
function long(value) {
  return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}

/** @param {string} text */
function letters(text) {
  return [...text].map((letter) => letter.charCodeAt(0));
}
