/**
 * Packets of AAC → fragmented MP4, as MediaSource takes it.
 * ISO/IEC 14496-12: a box is its length, its name and its content; fragments are in 8.8.
 */

/** @typedef {import("./m4a.js").Packets} Packets */

const PACKET_FRAMES = 1024;

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
 * @returns {Uint8Array<ArrayBuffer>}
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
  const whole = box("mvhd", long(0), none, long(rate), long(0), long(0x10000), [1, 0], new Uint8Array(10), matrix, new Uint8Array(24), long(2));
  const fragments = box("mvex", box("trex", long(0), long(1), long(1), long(PACKET_FRAMES), long(0), long(0)));
  return join(box("ftyp", letters("iso5"), long(0), letters("iso5mp41")), box("moov", whole, track, fragments));
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
    box("tfhd", long(0x20000), long(1)),
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
