/**
 * Packets of AAC → fragmented MP4, as MediaSource takes it.
 * ISO/IEC 14496-12: a box is its length, its name and its content; fragments are in 8.8.
 */

/**
 * A sound in packets, each of which can be played after any other.
 * @typedef {object} Packets
 * @property {Uint8Array} bytes
 * @property {number[]} starts  The place of each packet in the bytes.
 * @property {number[]} sizes
 */

const PACKET_FRAMES = 1024;

/**
 * Return the packets of an M4A whose table has their sizes at a place.
 * @param {ArrayBuffer} file
 * @param {{sizes_at: number, first_at: number}} table
 * @param {number} count
 * @returns {Packets}
 */
export function packetsByTable(file, table, count) {
  if (table.first_at > file.byteLength) throw new Error("cut");
  const sizes = new DataView(file, table.sizes_at);
  return packetsInRow(file, Array.from({ length: count }, (_, number) => sizes.getUint32(4 * number)), table.first_at);
}

/**
 * Return packets that lie one after the other; throws an Error where the file ends before they do.
 * @param {ArrayBuffer} file
 * @param {number[]} sizes
 * @param {number} [first]
 * @returns {Packets}
 */
export function packetsInRow(file, sizes, first = 0) {
  let at = first;
  const starts = sizes.map((size) => (at += size) - size);
  if (at > file.byteLength) throw new Error("cut");
  return { bytes: new Uint8Array(file), starts, sizes };
}

/**
 * Return a fragment that plays `count` packets from `first` on, at the place of packet `at` of what is heard.
 * @param {Packets} from
 * @param {number} first
 * @param {number} count
 * @param {number} at
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function fragment(from, first, count, at) {
  const numbers = Array.from({ length: count }, (_, each) => first + each);
  const sizes = numbers.flatMap((number) => long(from.sizes[number]));
  /** @param {number} offset */
  const head = (offset) => box("moof", box("mfhd", long(0), long(1)), box("traf",
    box("tfhd", long(0x20008), long(1), long(PACKET_FRAMES)),
    box("tfdt", long(0x1000000), long(Math.floor((at * PACKET_FRAMES) / 2 ** 32)), long(at * PACKET_FRAMES)),
    box("trun", long(0x201), long(count), long(offset), sizes)));
  const length = head(0).length + 8;
  return join(head(length), box("mdat", ...numbers.map((number) => packetBytes(from, number))));
}

/**
 * @param {Packets} from
 * @param {number} number
 */
export function packetBytes(from, number) {
  return from.bytes.subarray(from.starts[number], from.starts[number] + from.sizes[number]);
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
