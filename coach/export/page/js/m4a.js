/**
 * M4A → the packets of its sound. ISO/IEC 14496-12: a box is its length, its name and its content; the tables are in 8.5
 * to 8.7.
 */

/**
 * A sound in packets, each of which can be played after any other.
 * @typedef {object} Packets
 * @property {Uint8Array} bytes
 * @property {number[]} starts  The place of each packet in the bytes.
 * @property {number[]} sizes
 * @property {Uint8Array} [entry]  What the M4A says of its codec: the content of its `stsd`.
 */

const CONTAINERS = ["moov", "trak", "mdia", "minf", "stbl"];

/**
 * Return the packets of an M4A; throws an Error where it has none, or ends before they do.
 * @param {ArrayBuffer} file
 * @returns {Packets}
 */
export function packetsOf(file) {
  const bytes = new Uint8Array(file);
  const tables = soundTables(bytes);
  const sizes = sizesOf(tableOf(tables.stsz));
  const starts = startsOf(tables, sizes);
  if (!sizes.length || starts[sizes.length - 1] + sizes[sizes.length - 1] > bytes.length) throw new Error("cut");
  return { bytes, starts, sizes, entry: tables.stsd };
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
      const size = tableOf(content).getUint32(at);
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
  const offsets = tableOf(tables.stco || tables.co64), runs = tableOf(tables.stsc);
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
function tableOf(bytes) {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
