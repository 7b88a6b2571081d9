/**
 * Packets of AAC → fragmented MP4, as MediaSource takes it.
 * ISO/IEC 14496-12: a box is its length, its name and its content; fragments are in 8.8.
 */

import { bytesOf } from "./sound_source.js";

/** @typedef {import("./types").Bytes} Bytes */

/**
 * A sound in packets that lie one after the other, each of which can be played after any other.
 * @typedef {object} Packets
 * @property {Bytes} bytes
 * @property {number[]} starts  The place of each packet in the bytes.
 * @property {number[]} sizes
 */

const PACKET_FRAMES = 1024;

/**
 * Return the packets of an M4A whose table has their sizes at a place.
 * @param {Bytes} file
 * @param {{sizes_at: number, first_at: number}} table
 * @param {number} count
 * @returns {Packets}
 */
export function packetsByTable(file, table, count) {
  if (table.first_at > file.size) throw new Error("cut");
  const told = file.read(table.sizes_at, table.sizes_at + 4 * count), sizes = new DataView(told.buffer, told.byteOffset);
  return packetsInRow(file, Array.from({ length: count }, (_, number) => sizes.getUint32(4 * number)), table.first_at);
}

/**
 * Return packets of these sizes; throws an Error where the file ends before they do.
 * @param {Bytes} bytes
 * @param {number[]} sizes
 * @param {number} [first]
 * @returns {Packets}
 */
export function packetsInRow(bytes, sizes, first = 0) {
  let at = first;
  const starts = sizes.map((size) => (at += size) - size);
  if (at > bytes.size) throw new Error("cut");
  return { bytes, starts, sizes };
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
  const sizes = from.sizes.slice(first, first + count).flatMap(long);
  /** @param {number} offset */
  const head = (offset) => box("moof", box("mfhd", long(0), long(1)), box("traf",
    box("tfhd", long(0x20008), long(1), long(PACKET_FRAMES)),
    box("tfdt", long(0x1000000), long(Math.floor((at * PACKET_FRAMES) / 2 ** 32)), long(at * PACKET_FRAMES)),
    box("trun", long(0x201), long(count), long(offset), sizes)));
  const length = head(0).length + 8, last = first + count - 1;
  return join(head(length), box("mdat", from.bytes.read(from.starts[first], from.starts[last] + from.sizes[last])));
}

/**
 * @param {string} name
 * @param {...(Uint8Array | number[])} contents
 */
function box(name, ...contents) {
  const content = join(...contents);
  return join(long(content.length + 8), bytesOf(name), content);
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
