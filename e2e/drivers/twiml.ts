import { XMLParser, XMLValidator } from "fast-xml-parser";

/** A verb of a TwiML document. */
export interface Verb {
  name: string;
  attributes: Record<string, string>;
  text: string;
  children: Verb[];
}

/** The attributes that Twilio knows, by verb. */
const ATTRIBUTES: Record<string, string[]> = {
  Gather: "action actionOnEmptyResult bargeIn debug enhanced finishOnKey hints input language maxSpeechTime method numDigits partialResultCallback partialResultCallbackMethod profanityFilter speechModel speechTimeout timeout".split(" "),
  Say: ["voice", "language", "loop"],
  Play: ["loop", "digits"],
  Pause: ["length"],
  Redirect: ["method"],
  Enqueue: ["action", "maxQueueSize", "method", "waitUrl", "waitUrlMethod", "workflowSid"],
  Leave: [],
  Dial: "action answerOnBridge callerId hangupOnStar method record referUrl ringTone sequential timeLimit timeout trim".split(" "),
  Number: [],
  Hangup: [],
  Record: "action finishOnKey maxLength method playBeep recordingStatusCallback recordingStatusCallbackEvent recordingStatusCallbackMethod timeout transcribe transcribeCallback trim".split(" "),
  Reject: ["reason"],
};

/** What may stand in a document that answers `waitUrl`. */
const WHILE_WAITING = ["Play", "Say", "Pause", "Hangup", "Redirect", "Leave", "Gather"];

/** Languages that Twilio speaks and we use; it has no voice for Azerbaijani, to which Turkish is the nearest. */
const SPOKEN = ["en-GB", "en-US", "ro-RO", "ru-RU", "tr-TR"];

/** Reads a document as Twilio does, and refuses what Twilio would refuse or warn about. */
export function read(document: string, whileWaiting: boolean): Verb[] {
  const valid = XMLValidator.validate(document);
  if (valid !== true) throw new Error(`not well-formed: ${valid.err.msg} in ${document}`);
  if (Buffer.byteLength(document) > 64 * 1024) throw new Error("Twilio takes at most 64 kB");
  const parsed = new XMLParser({ preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: "", trimValues: false, parseTagValue: false }).parse(document);
  const top: Verb[] = verbs(parsed).filter(({ name }) => name !== "?xml");
  const [response, ...more] = top;
  if (response?.name !== "Response" || more.length > 0) throw new Error(`one <Response> is expected: ${document}`);
  for (const verb of response.children) {
    check(verb);
    if (whileWaiting && !WHILE_WAITING.includes(verb.name)) throw new Error(`<${verb.name}> may not stand in a wait document`);
  }
  return response.children;
}

function verbs(nodes: any[]): Verb[] {
  return nodes
    .map((node) => {
      const { ":@": attributes = {}, ...rest } = node;
      const [name = "", inner = []] = Object.entries(rest)[0] as [string, any];
      if (name === "#text") return { name, attributes: {}, text: String(inner), children: [] };
      const children = verbs(inner);
      return { name, attributes, text: children.filter((c) => c.name === "#text").map((c) => c.text).join(""), children: children.filter((c) => c.name !== "#text") };
    })
    .filter((verb) => verb.name !== "#text" || verb.text.trim() !== "" );
}

function check(verb: Verb): void {
  const known = ATTRIBUTES[verb.name];
  if (!known) throw new Error(`Twilio has no <${verb.name}>`);
  for (const name of Object.keys(verb.attributes)) {
    if (!known.includes(name)) throw new Error(`<${verb.name}> has no attribute ${name}`);
  }
  if (verb.name === "Say") {
    if (!SPOKEN.includes(verb.attributes.language ?? "")) throw new Error(`Twilio cannot speak ${verb.attributes.language}: ${verb.text}`);
    if (Buffer.byteLength(encodeURIComponent(verb.text)) > 4_500) throw new Error(`too long for <Say>: ${verb.text}`);
    if (verb.text.trim() === "") throw new Error("<Say> without words");
  }
  if (verb.name === "Gather" && verb.children.some(({ name }) => !["Say", "Play", "Pause"].includes(name))) {
    throw new Error("only Say, Play and Pause may stand in <Gather>");
  }
  verb.children.forEach(check);
}
