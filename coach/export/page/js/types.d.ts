/** What the page's modules give each other: for the type check alone, and no part of a page. */

export type Said = [start_ms: number, end_ms: number, text: string];

export interface StepData {
  number: number;
  title: string;
  section: string;
  text: string;
  start_ms: number;
  end_ms: number;
  instruction: string;
  cues: Said[];
  practice: Said[];
  waits_ms: number | null;
  wait_ms: number | null;
  remind: string;
}

export interface SoundFile {
  address: string;
  bytes: number;
  integrity: string;
}

export interface PageData {
  version: number;
  title: string;
  language: string;
  dir: "ltr" | "rtl";
  words: Record<string, string>;
  duration_ms: number;
  for_self: boolean;
  head: StepData;
  steps: StepData[];
  tail: StepData;
  verbs: { verb: string; label: string }[];
  keys: Record<string, string>;
  repeating: string[];
  media: Record<string, string>;
  chapters: Said[];
  constants: Record<string, number>;
  files: { session: SoundFile; extras: SoundFile | null };
  sound: any;
}

export type Mode = "ready" | "playing" | "paused" | "waiting" | "stopping" | "ended" | "broken";

export interface View {
  mode: Mode;
  step: number;
  steps: number;
  sectionTitle: string;
  stepTitle: string;
  saying: string;
  instruction: string;
  doing: string;
  practiceLeftMs: number | null;
  nextTitle: string;
  sessionLeftMs: number;
  atMs: number;
  notice: string;
}

export interface Bytes {
  size: number;
  /** Return the bytes from a place to another one. */
  read(from: number, to: number): Uint8Array<ArrayBuffer>;
}

export interface Sound {
  /** The address of the session as an M4A. */
  address: string;
  session: Bytes;
  extras: Bytes | null;
}

export interface Player {
  begin(fromMs?: number): void;
  ask(verb: string): "heard" | "cannot";
  view(): View;
  listen(fn: (view: View) => void): void;
}
