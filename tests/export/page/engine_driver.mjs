// The page's pure modules, asked line by line: JSON in, JSON out.

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { courseOf } from "./course.js";
import { firstState, leftMs, speechAt, stepOf } from "./state.js";
import { advance, untilChange } from "./time.js";
import { applyVerb, withReminder } from "./verbs.js";
import { fragment, packetsByTable } from "./fragments.js";
import { momentOf, nextPiece } from "./pieces.js";
import { viewOf } from "./view.js";

let data, course;

const bytesOf = (path, length) => {
  const bytes = new Uint8Array(readFileSync(path).subarray(0, length));
  return { size: bytes.length, read: (from, to) => bytes.subarray(from, to) };
};

const told = (state) => ({
  ...state, step: stepOf(state, course), left: leftMs(state, course), speech: speechAt(state, course)?.[2] ?? "",
});

const asked = {
  course: (request) => {
    data = request.data;
    course = courseOf(data, request.extras ?? true);
    for (const hold of course.holds) if (hold.step in (request.ends ?? {})) hold.end = request.ends[hold.step];
    return course;
  },
  verb: ({ state, verb }) => {
    const after = applyVerb({ ...firstState(course), ...state }, verb, course);
    return { ...told(after.after), answer: after.answer };
  },
  time: ({ state, frames }) => told(advance({ ...firstState(course), ...state }, frames, course)),
  remind: ({ state }) => told(withReminder({ ...firstState(course), ...state }, course)),
  view: ({ state }) => viewOf({ ...firstState(course), ...state }, course, data),
  pieces: ({ state, count }) => {
    const pieces = [];
    let next = { ...firstState(course), ...state };
    while (next && pieces.length < count) {
      const piece = nextPiece(next, course, data.sound.packets, pieces.at(-1) ?? null);
      if (piece) pieces.push(piece);
      next = piece?.after;
    }
    return pieces;
  },
  moment: ({ piece, frames }) => momentOf(piece, frames, course),
  packets: ({ path, length, table, count }) => {
    try {
      const packets = packetsByTable(bytesOf(path, length), table, count);
      const bytesAt = (number) => packets.bytes.read(packets.starts[number], packets.starts[number] + packets.sizes[number]);
      return packets.sizes.map((_, number) => createHash("sha256").update(bytesAt(number)).digest("hex"));
    } catch (error) {
      return error.message;
    }
  },
  fragments: ({ path, runs, to, table, count, opening }) => {
    const packets = packetsByTable(bytesOf(path), table, count);
    const parts = runs.map(([first, count, at]) => fragment(packets, first, count, at));
    writeFileSync(to, Buffer.concat([Buffer.from(opening, "base64"), ...parts]));
    return parts.length;
  },
  until: ({ state }) => untilChange({ ...firstState(course), ...state }, course),
};

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(asked[request.ask](request))}\n`);
}
