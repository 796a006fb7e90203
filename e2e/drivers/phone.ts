import { createHash, randomBytes } from "node:crypto";
import twilio from "twilio";
import { type Reply, send } from "./http.ts";
import { recordings, readSite, type SiteId } from "./sites.ts";
import { read, type Verb } from "./twiml.ts";
import type { Ringback } from "./ringback.ts";

const { getExpectedTwilioSignature } = twilio as any;

/** The two ways in which Twilio sends a webhook. */
export type Scheme = "form" | "json";

/** A webhook as it was sent, so that a test can send it again. */
export interface Webhook {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** Something that the caller heard. */
export interface Heard {
  text: string;
  /** `en-GB` of a voice, `az` of a recording. */
  language: string;
  recorded: boolean;
}

/** What the line waits for. */
type Pending =
  | { kind: "keys"; gather: Verb; rest: Verb[] }
  | { kind: "queue" }
  | { kind: "dial"; dial: Verb }
  | { kind: "message"; record: Verb; rest: Verb[] }
  | { kind: "over" };

/** A telephone at a carrier: signs with the carrier's own library, follows documents as the carrier does. */
export class Phone {
  readonly number: string;
  readonly token: string;

  constructor(
    readonly ringback: Ringback,
    readonly site: SiteId,
    readonly scheme: Scheme = "form",
  ) {
    const [number, { secret }] = Object.entries<any>(readSite(site)["site.json"].numbers)[0]!;
    this.number = number;
    this.token = ringback.secret(secret);
  }

  /** Dials the site's number and listens until it waits for something. */
  async call(from: string): Promise<Call> {
    const call = new Call(this, from);
    await call.begin();
    return call;
  }

  /** A webhook as the carrier would send it. */
  sign(url: string, fields: Record<string, string>): Webhook {
    if (this.scheme === "json") {
      const body = JSON.stringify(fields);
      const hash = createHash("sha256").update(body).digest("hex");
      const signed = `${url}${url.includes("?") ? "&" : "?"}bodySHA256=${hash}`;
      return {
        url: signed,
        headers: { "content-type": "application/json", "x-twilio-signature": getExpectedTwilioSignature(this.token, signed, {}) },
        body,
      };
    }
    return {
      url,
      headers: {
        "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
        "x-twilio-signature": getExpectedTwilioSignature(this.token, url, fields),
      },
      body: new URLSearchParams(fields).toString(),
    };
  }
}

/** One call. */
export class Call {
  readonly id = `CA${randomBytes(16).toString("hex")}`;
  /** Everything heard so far, the newest last. */
  readonly heard: Heard[] = [];
  /** The last voice webhook and its answer. */
  last!: { webhook: Webhook; reply: Reply; whileWaiting: boolean };
  /** Where a transfer or nothing at all led: the number dialled. */
  dialled: string | undefined;
  #pending: Pending = { kind: "over" };
  #queue: { action: string; waitUrl: string; name: string; waited: number } | undefined;
  #fresh = 0;
  #reported = false;
  readonly #url: string;

  constructor(
    readonly phone: Phone,
    readonly from: string,
  ) {
    this.#url = `${phone.ringback.url}/v1/voice/${phone.site}/twilio`;
  }

  get isOver(): boolean {
    return this.#pending.kind === "over";
  }

  get isQueued(): boolean {
    return this.#queue !== undefined;
  }

  async begin(): Promise<void> {
    await this.#turn(this.#url, { CallStatus: "ringing" });
  }

  /** What was heard since the caller last did something, as one text. */
  get said(): string {
    return this.heard
      .slice(this.#fresh)
      .map(({ text }) => text)
      .join(" ");
  }

  /** Fails unless what was heard since the caller last did something fits. */
  hears(what: RegExp | string): this {
    const found = typeof what === "string" ? this.said.includes(what) : what.test(this.said);
    if (!found) throw new Error(`the caller should hear ${what}, but hears:\n${this.transcript}`);
    return this;
  }

  /** Everything heard, for a person to read. */
  get transcript(): string {
    return this.heard.map(({ text, language, recorded }, at) => `${at >= this.#fresh ? ">" : " "} [${recorded ? "♪ " : ""}${language}] ${text}`).join("\n");
  }

  /** Presses one key or several. */
  async press(digits: string): Promise<this> {
    const { gather } = this.#awaiting("keys");
    const { action, numDigits, finishOnKey = "#" } = gather.attributes;
    const most = numDigits ? Number(numDigits) : Infinity;
    const typed = digits.split(finishOnKey)[0]!.slice(0, most);
    this.#listen();
    await this.#turn(action!, { Digits: typed, ...(finishOnKey && digits.includes(finishOnKey) ? { FinishedOnKey: finishOnKey } : {}) });
    return this;
  }

  /** Says and presses nothing until the time is over. */
  async silence(): Promise<this> {
    const { gather, rest } = this.#awaiting("keys");
    const { action, actionOnEmptyResult } = gather.attributes;
    this.#listen();
    if (actionOnEmptyResult === "true") await this.#turn(action!, { Digits: "" });
    else await this.#follow(rest, this.#queue !== undefined);
    return this;
  }

  /** Says something instead of pressing a key; the carrier is so sure of what it understood. */
  async says(words: string, confidence = 0.9): Promise<this> {
    const { action, input } = this.#awaiting("keys").gather.attributes;
    if (!input?.includes("speech")) throw new Error(`nobody listens:\n${this.transcript}`);
    this.#listen();
    await this.#turn(action!, { SpeechResult: words, Confidence: String(confidence) });
    return this;
  }

  /** Leaves a message and ends it with the hash key, or by hanging up; without a second of it nothing is reported. */
  async leavesMessage(seconds: number, { hangsUp = false } = {}): Promise<this> {
    const { record, rest } = this.#awaiting("message");
    this.#listen();
    if (seconds === 0) {
      await this.#follow(rest, false);
      return this;
    }
    const recording = {
      RecordingUrl: this.recording,
      RecordingSid: "RE00000000000000000000000000000000",
      RecordingDuration: String(seconds),
      Digits: hangsUp ? "hangup" : "#",
    };
    if (!hangsUp) await this.#turn(record.attributes.action!, recording);
    else {
      // Nobody hears the document that answers.
      await this.#webhook(record.attributes.action!, { ...recording, CallStatus: "completed" });
      await this.#over();
    }
    return this;
  }

  /** Where the carrier keeps a message of this call. */
  get recording(): string {
    return `https://recordings.example/${this.id}`;
  }

  /** Waits in the queue for so long that a new wait document is due. */
  async waits(seconds: number, position = 1): Promise<this> {
    const queue = this.#inQueue();
    queue.waited += seconds;
    this.#listen();
    await this.#waitDocument(position);
    return this;
  }

  /** An operator takes the call out of the queue, talks, and hangs up. */
  async operatorAnswersAndHangsUp(): Promise<this> {
    return this.#leave("bridged");
  }

  /** The other side of a transfer answers and hangs up later. */
  async answered(): Promise<this> {
    return this.#dialEnds("completed");
  }

  /** The other side of a transfer does not answer. */
  async notAnswered(): Promise<this> {
    return this.#dialEnds("no-answer");
  }

  /** The caller hangs up. */
  async hangUp(): Promise<void> {
    this.#pending = { kind: "over" };
    const queue = this.#queue;
    if (queue) {
      this.#queue = undefined;
      await this.#webhook(queue.action, { CallStatus: "completed", QueueResult: "hangup", QueueTime: String(queue.waited) });
    }
    await this.reportEnd();
  }

  /** The carrier tells that the call is over; more than once where a test wants that. */
  async reportEnd(): Promise<Reply> {
    this.#reported = true;
    return this.status({ CallStatus: "completed", CallDuration: "42", SequenceNumber: "0", CallbackSource: "call-progress-events" });
  }

  /** A status webhook. */
  async status(fields: Record<string, string>): Promise<Reply> {
    const webhook = this.phone.sign(`${this.#url}/status`, { ...this.#fields(), ...fields });
    const reply = await send("POST", webhook.url, webhook);
    if (reply.status >= 300) throw new Error(`status webhook: ${reply.status} ${reply.text}`);
    return reply;
  }

  /** The carrier repeats its last webhook: the same URL, signature and body. */
  async repeat(): Promise<Reply> {
    return this.deliver(this.last.webhook);
  }

  /** Sends a webhook as it is and gives back what came. */
  deliver(webhook: Webhook): Promise<Reply> {
    return send("POST", webhook.url, webhook);
  }

  /** URL of the next webhook, where the line waits for keys. */
  get nextUrl(): string {
    return this.#absolute(this.#awaiting("keys").gather.attributes.action!);
  }

  async #leave(result: string): Promise<this> {
    const queue = this.#inQueue();
    this.#queue = undefined;
    this.#listen();
    await this.#turn(queue.action, { QueueResult: result, QueueTime: String(queue.waited), QueueSid: "QU0" });
    return this;
  }

  async #dialEnds(status: string): Promise<this> {
    const { dial } = this.#awaiting("dial");
    this.#listen();
    await this.#turn(dial.attributes.action!, { DialCallStatus: status, DialCallDuration: status === "completed" ? "30" : "0" });
    return this;
  }

  #listen(): void {
    this.#fresh = this.heard.length;
  }

  #awaiting<K extends Pending["kind"]>(kind: K): Extract<Pending, { kind: K }> {
    if (this.#pending.kind !== kind) throw new Error(`the line waits for ${this.#pending.kind}, not for ${kind}:\n${this.transcript}`);
    return this.#pending as Extract<Pending, { kind: K }>;
  }

  #inQueue() {
    if (!this.#queue) throw new Error(`the caller is in no queue:\n${this.transcript}`);
    return this.#queue;
  }

  #fields(): Record<string, string> {
    return {
      AccountSid: "AC00000000000000000000000000000000",
      ApiVersion: "2010-04-01",
      CallSid: this.id,
      CallStatus: "in-progress",
      Called: this.phone.number,
      Caller: this.from,
      Direction: "inbound",
      From: this.from,
      To: this.phone.number,
      // Parameters come without notice: signatures cover them all.
      SomethingNew: "not known yet",
    };
  }

  #absolute(url: string): string {
    return new URL(url, this.last?.webhook.url ?? this.#url).href;
  }

  async #webhook(url: string, fields: Record<string, string>, whileWaiting = false): Promise<Verb[]> {
    const absolute = this.#absolute(url);
    const state = new URL(absolute).searchParams.get("state");
    if (state !== null && !/^[A-Za-z0-9_-]{1,700}$/.test(state)) throw new Error(`a state of ${state.length} characters: ${state}`);
    const webhook = this.phone.sign(absolute, { ...this.#fields(), ...fields });
    const reply = await send("POST", webhook.url, webhook);
    this.last = { webhook, reply, whileWaiting };
    if (reply.status !== 200) throw new Error(`voice webhook: ${reply.status} ${reply.text}`);
    if (!/^text\/xml; charset=utf-8$/i.test(reply.headers["content-type"] ?? "")) throw new Error(`content type ${reply.headers["content-type"]}`);
    if (reply.headers["content-length"] === undefined) throw new Error("Twilio does not take chunked documents");
    return read(reply.text, whileWaiting);
  }

  async #turn(url: string, fields: Record<string, string>): Promise<void> {
    const whileWaiting = this.#queue !== undefined;
    await this.#follow(await this.#webhook(url, fields, whileWaiting), whileWaiting);
  }

  async #follow(document: Verb[], whileWaiting: boolean): Promise<void> {
    for (const [at, verb] of document.entries()) {
      switch (verb.name) {
        case "Say":
        case "Play":
        case "Pause":
          await this.#hear(verb);
          break;
        case "Gather":
          for (const inner of verb.children) await this.#hear(inner);
          if (!verb.attributes.action) throw new Error("<Gather> without action asks the same document again and again");
          this.#pending = { kind: "keys", gather: verb, rest: document.slice(at + 1) };
          return;
        case "Redirect":
          return this.#turn(verb.text.trim(), {});
        case "Enqueue": {
          const { action, waitUrl } = verb.attributes;
          if (!action || !waitUrl) throw new Error("<Enqueue> without action or waitUrl");
          this.#queue = { action: this.#absolute(action), waitUrl: this.#absolute(waitUrl), name: verb.text.trim(), waited: 0 };
          return this.#waitDocument(1);
        }
        case "Leave":
          await this.#leaves();
          return;
        case "Dial":
          this.dialled = verb.text.trim() || verb.children[0]?.text.trim();
          if (!verb.attributes.action) break;
          this.#pending = { kind: "dial", dial: verb };
          return;
        case "Record":
          if (!verb.attributes.action) throw new Error("<Record> without action asks the same document again");
          this.#pending = { kind: "message", record: verb, rest: document.slice(at + 1) };
          return;
        case "Hangup":
          return this.#over();
        default:
          throw new Error(`<${verb.name}> is not for us`);
      }
    }
    if (whileWaiting) this.#pending = { kind: "queue" };
    else await this.#over();
  }

  /** `<Leave>` ends the waiting: the queue's action gets to know why. What was heard before stays fresh. */
  async #leaves(): Promise<void> {
    const queue = this.#inQueue();
    this.#queue = undefined;
    await this.#turn(queue.action, { QueueResult: "leave", QueueTime: String(queue.waited), QueueSid: "QU0" });
  }

  async #waitDocument(position: number): Promise<void> {
    const queue = this.#inQueue();
    const document = await this.#webhook(
      queue.waitUrl,
      { QueuePosition: String(position), QueueSid: "QU0", QueueTime: String(queue.waited), AvgQueueTime: "60", CurrentQueueSize: String(position), MaxQueueSize: "1000" },
      true,
    );
    await this.#follow(document, true);
  }

  async #over(): Promise<void> {
    this.#pending = { kind: "over" };
    this.#queue = undefined;
    if (!this.#reported) await this.reportEnd();
  }

  async #hear(verb: Verb): Promise<void> {
    if (verb.name === "Say") this.heard.push({ text: verb.text, language: verb.attributes.language ?? "", recorded: false });
    if (verb.name === "Play") this.heard.push(await this.#play(this.#absolute(verb.text.trim())));
  }

  async #play(url: string): Promise<Heard> {
    const [, site, locale, key] = /\/audio\/([a-z]+)\/([a-z]+)\/([0-9a-f]+)\.wav$/.exec(url) ?? [];
    if (!site || !locale || !key) throw new Error(`no recording of ours: ${url}`);
    const text = recordings(site as SiteId, locale)[key];
    if (text === undefined) throw new Error(`${url} is not in the index of recordings`);
    await checkRecording(url);
    return { text, language: locale, recorded: true };
  }
}

const checked = new Set<string>();

/** Fails unless the URL serves a telephone's WAV: RIFF, mu-law, 8 kHz, one channel. */
async function checkRecording(url: string): Promise<void> {
  if (checked.has(url)) return;
  const { status, headers, bytes } = await send("GET", url);
  if (status !== 200) throw new Error(`${url}: ${status}`);
  if (headers["content-type"] !== "audio/wav") throw new Error(`${url}: ${headers["content-type"]}`);
  const format = { riff: bytes.toString("latin1", 0, 4), wave: bytes.toString("latin1", 8, 12), codec: bytes.readUInt16LE(20), channels: bytes.readUInt16LE(22), rate: bytes.readUInt32LE(24) };
  const expected = { riff: "RIFF", wave: "WAVE", codec: 7, channels: 1, rate: 8_000 };
  if (JSON.stringify(format) !== JSON.stringify(expected)) throw new Error(`${url}: ${JSON.stringify(format)}`);
  checked.add(url);
}
