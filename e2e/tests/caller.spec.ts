import { expect, test, until } from "../test.ts";
import { Phone, type Scheme } from "../drivers/phone.ts";
import { hours, type Locale } from "../drivers/sites.ts";
import { mobileNumber } from "../drivers/valid.ts";

/** What a caller of the mobile operator hears, in each language. */
const heard: Record<Locale, { key: string; language: RegExp; options: RegExp[]; wrong: RegExp; silent: RegExp; balance: RegExp; code: RegExp; helped: RegExp; connecting: RegExp; accepted: RegExp; bye: RegExp }> = {
  az: {
    key: "1",
    language: /^az$/,
    options: [/Balans: 1 düyməsini basın/, /Tariflər: 2 düyməsini basın/, /İtirilmiş SIM-kart: 4 düyməsini basın/],
    wrong: /Belə seçim yoxdur/,
    silent: /Seçiminizi eşitmədik/,
    balance: /Balansı öyrənmək üçün/,
    code: /\* ?1 ?0 ?0 ?#|ulduz,? 1,? 0,? 0,? diyez/,
    helped: /Bu kömək etdi\?/,
    connecting: /Sizi operatorla birləşdiririk/,
    accepted: /Qəbul edildi/,
    bye: /Zənginiz üçün təşəkkür edirik/,
  },
  ru: {
    key: "2",
    language: /^ru-RU$/,
    options: [/Баланс: нажмите 1/, /Тарифы: нажмите 2/, /Потерянная SIM-карта: нажмите 4/],
    wrong: /Такого варианта нет/,
    silent: /Мы не услышали ваш выбор/,
    balance: /Чтобы узнать баланс/,
    code: /звёздочка,? 1,? 0,? 0,? решётка/,
    helped: /Это помогло\?/,
    connecting: /Соединяем вас с оператором/,
    accepted: /Принято/,
    bye: /Спасибо за звонок/,
  },
  en: {
    key: "3",
    language: /^en-/,
    options: [/Balance: press 1/, /Tariffs: press 2/, /Lost SIM card: press 4/],
    wrong: /There is no such option/,
    silent: /We did not get your choice/,
    balance: /To check your balance/,
    code: /star,? 1,? 0,? 0,? hash/,
    helped: /Did this help\?/,
    connecting: /We are connecting you to an operator/,
    accepted: /Your callback is booked/,
    bye: /Thank you for calling/,
  },
  ro: {
    key: "4",
    language: /^ro-RO$/,
    options: [/Sold: apăsați 1/, /Tarife: apăsați 2/, /Cartelă SIM pierdută: apăsați 4/],
    wrong: /Această opțiune nu există/,
    silent: /Nu am primit alegerea/,
    balance: /Pentru a afla soldul/,
    code: /steluță,? 1,? 0,? 0,? diez/,
    helped: /V-a fost de ajutor\?/,
    connecting: /Vă facem legătura cu un operator/,
    accepted: /Am notat/,
    bye: /Vă mulțumim pentru apel/,
  },
};

for (const locale of ["az", "ru", "en", "ro"] as const) {
  const words = heard[locale];

  test(`a caller hears the menu in ${locale}, presses a wrong key, is silent, and gets a code read out that helps`, async ({ ringback, phone }) => {
    const call = await phone.call(mobileNumber());
    for (const name of ["Azərbaycan", "Рус|рус", "English", "Rom[âa]n"]) call.hears(new RegExp(name));
    await call.press(words.key);
    for (const option of words.options) call.hears(option);
    await call.press("7");
    call.hears(words.wrong).hears(words.options[0]!);
    await call.silence();
    call.hears(words.silent).hears(words.options[0]!);
    await call.press("1");
    call.hears(words.balance).hears(words.code).hears(words.helped);
    // After the choice of a language nothing is said in another one, and only what has no voice is played.
    for (const speech of call.heard.slice(-3)) {
      expect(speech.language).toMatch(words.language);
      expect(speech.recorded).toBe(locale === "az");
    }
    await call.press("1");
    call.hears(words.bye);
    expect(call.isOver).toBe(true);

    const outcomes = await until("the outcome", async () => {
      const events = await ringback.feedback("mobile", "ringback.deflection.v1");
      return events.some(({ data }) => data.outcome === "resolved") && events;
    });
    expect(outcomes.at(-1)).toMatchObject({ subject: `call/twilio/${call.id}`, channel: "phone", locale, data: { node: "balance", outcome: "resolved" } });
    const [ended] = await ringback.feedbackOf("mobile", "ringback.call.v1", 1);
    expect(ended).toMatchObject({ subject: `call/twilio/${call.id}`, data: { status: "completed", duration_s: 42 } });
  });

  test(`a caller waits in ${locale}, prefers to be called back, and is told the code that the operator will say`, async ({ ringback, phone }) => {
    await ringback.snapshot("mobile", "care");
    const call = await phone.call(mobileNumber());
    await call.press(words.key);
    await call.press("0");
    await call.press("1");
    call.hears(words.connecting);
    expect(call.isQueued).toBe(true);
    await call.waits(30, 2);
    await call.press("2");
    expect(call.isQueued).toBe(false);
    await call.press("1");
    call.hears(words.accepted);
    const callbacks = await ringback.callbacks("mobile");
    expect(callbacks).toHaveLength(1);
    const said = call.said.replaceAll(/[^\d]/g, "");
    expect(said, call.transcript).toContain(callbacks[0].code);
    const [event] = await ringback.feedbackOf("mobile", "ringback.callback.v1", 1);
    expect(event).toMatchObject({ subject: `call/twilio/${call.id}`, channel: "phone", locale, data: { queue: "care" } });
  });

  test(`after the operator has hung up, a caller answers the survey by keys in ${locale}`, async ({ ringback, phone }) => {
    await ringback.snapshot("mobile", "care");
    const call = await phone.call(mobileNumber());
    await call.press(words.key);
    await call.press("0");
    await call.press("1");
    await call.waits(15);
    await call.operatorAnswersAndHangsUp();
    await call.press("5");
    await call.press("1");
    await call.press("6");
    await call.press("1");
    await call.press("0");
    call.hears(words.bye);
    expect(call.isOver).toBe(true);
    const events = await until("four answers", async () => {
      const found = await ringback.feedback("mobile", "ringback.feedback.v1");
      return found.flatMap(({ data }) => data.answers).length >= 4 && found;
    });
    const answers = Object.fromEntries(events.flatMap(({ data }) => data.answers).map(({ question, value }: any) => [question, value]));
    expect(answers).toEqual({ satisfied: 5, solved: true, easy: 6, recommend: 10 });
    for (const event of events) expect(event).toMatchObject({ subject: `call/twilio/${call.id}`, channel: "phone", locale });
  });
}

test("a caller who stays silent hears the menu again, then reaches the operators", async ({ ringback, phone }) => {
  await ringback.snapshot("mobile", "care");
  const call = await phone.call(mobileNumber());
  await call.press("3");
  await call.silence();
  call.hears("We did not get your choice.").hears(/Balance: press 1/);
  await call.silence();
  call.hears("Press a key on your phone, or wait for an operator.");
  await call.silence();
  expect(call.isQueued).toBe(true);
});

test("a caller who presses wrong keys only reaches the operators", async ({ ringback, phone }) => {
  await ringback.snapshot("mobile", "care");
  const call = await phone.call(mobileNumber());
  await call.press("3");
  for (const key of ["7", "8", "9"]) await call.press(key);
  expect(call.isQueued).toBe(true);
});

test("the star key repeats what was said", async ({ phone }) => {
  const call = await phone.call(mobileNumber());
  await call.press("3");
  const menu = call.said;
  await call.press("*");
  call.hears(menu);
});

test("the wait that a caller hears is the one that a visitor reads, and it follows the centre's snapshots", async ({ ringback, phone }) => {
  const heardWait = async (state: object) => {
    await ringback.snapshot("mobile", "care", { ...state });
    const wait = (await ringback.visitor("GET", "/v1/sites/mobile/queues/care/wait?locale=en")).json;
    const call = await phone.call(mobileNumber());
    await call.press("3");
    await call.press("0");
    await call.press("1");
    return { said: call.said, wait };
  };
  const words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
  const spell = (n: number) => words[n] ?? { 15: "fifteen", 20: "twenty", 30: "thirty", 45: "forty-five", 60: "sixty" }[n] ?? String(n);
  const short = await heardWait({ waiting: 1, agents_staffed: 20, aht_s: 60 });
  expect(short.wait.announce.kind).toBe("under_a_minute");
  expect(short.said).toMatch(/under a minute|less than a minute/);
  const long = await heardWait({ waiting: 12, agents_staffed: 4, aht_s: 240 });
  expect(long.wait.announce.kind).toBe("minutes");
  expect(long.said).toContain(spell(long.wait.announce.low));
  expect(long.said).toContain(spell(long.wait.announce.high));
});

test.describe("out of hours", () => {
  test("a caller hears that nobody works and asks for a callback", async ({ ringback, phone, embeddable }) => {
    await ringback.publish("mobile", hours(false), embeddable);
    await until("the closed hours are known", async () => {
      const call = await phone.call(mobileNumber());
      await call.press("3");
      return /Our operators are not working now/.test(call.said);
    }, 15_000);
    const call = await phone.call(mobileNumber());
    await call.press("3");
    call.hears("Our operators are not working now.").hears(/Ask for a callback: press 0/);
    await call.press("0");
    expect(call.isQueued).toBe(false);
  });
});

test.describe("transfer", () => {
  test.beforeEach(async ({ ringback, embeddable }) => {
    await ringback.publish("mobile", hours(true), embeddable, (files) => {
      const { steps } = files["menu.json"];
      const say = { az: "Sizi mağazaya qoşuruq.", ru: "Соединяем с магазином.", en: "We connect you to the shop.", ro: "Vă facem legătura cu magazinul." };
      steps.shop = { do: "transfer", to: "+994125550142", say, if_unanswered: "call_me" };
      steps.travel.keys["3"] = { go_to: "shop", name: { az: "Mağaza", ru: "Магазин", en: "Shop", ro: "Magazin" } };
    });
  });

  /** A call that began after the new menu was known. */
  const callShop = (phone: Phone) =>
    until("the transfer", async () => {
      const call = await phone.call(mobileNumber());
      await call.press("3");
      await call.press("3");
      await call.press("3");
      return call.dialled !== undefined && call;
    }, 15_000);

  test("a caller is connected elsewhere, and the call ends when that does", async ({ phone }) => {
    const call = await callShop(phone);
    call.hears("We connect you to the shop.");
    expect(call.dialled).toBe("+994125550142");
    await call.answered();
    expect(call.isOver).toBe(true);
  });

  test("where nobody answers a transfer, the caller is offered something else", async ({ phone }) => {
    const call = await callShop(phone);
    await call.notAnswered();
    call.hears("Nobody answered.").hears(/We can call you back on this number/);
  });
});

test("a callback that is asked for twice from one number is one callback", async ({ ringback, phone }) => {
  const from = mobileNumber();
  for (let n = 0; n < 2; n += 1) {
    const call = await phone.call(from);
    await call.press("3");
    await call.press("0");
    await call.press("2");
    await call.press("1");
    call.hears(/Your callback is booked/);
  }
  expect(await ringback.callbacks("mobile")).toHaveLength(1);
});

test("a caller whose number is hidden is told that no callback is possible", async ({ ringback, phone }) => {
  const call = await phone.call("anonymous");
  await call.press("3");
  await call.press("0");
  await call.press("2");
  call.hears(/Your number is hidden/);
  expect(await ringback.callbacks("mobile")).toEqual([]);
});

test("where nobody works although it is open, the caller is offered a callback", async ({ ringback, phone }) => {
  await ringback.snapshot("mobile", "care", { waiting: 4, agents_staffed: 0 });
  const call = await phone.call(mobileNumber());
  await call.press("3");
  await call.press("0");
  await call.press("1");
  expect(call.isQueued).toBe(false);
  call.hears(/We can call you back on this number/);
});

test("a caller who hangs up in the queue ends the call, once", async ({ ringback, phone }) => {
  await ringback.snapshot("mobile", "care");
  const call = await phone.call(mobileNumber());
  await call.press("3");
  await call.press("0");
  await call.press("1");
  await call.hangUp();
  await call.reportEnd();
  await ringback.feedbackOf("mobile", "ringback.call.v1", 1);
  expect(await ringback.feedback("mobile")).toHaveLength(1);
});

test("a repeated webhook gets the same bytes and acts once", async ({ ringback, phone }) => {
  const call = await phone.call(mobileNumber());
  await call.press("3");
  await call.press("1");
  await call.press("1");
  const first = call.last.reply.text;
  for (const again of await Promise.all([call.repeat(), call.repeat(), call.repeat()])) expect(again.text).toBe(first);
  const outcomes = async () => (await ringback.feedback("mobile", "ringback.deflection.v1")).filter(({ data }) => data.outcome === "resolved");
  await until("the outcome", async () => (await outcomes()).length > 0);
  await ringback.feedbackOf("mobile", "ringback.call.v1", 1);
  expect(await outcomes()).toHaveLength(1);
});

test("the first webhook of a call, repeated later, gets the same bytes", async ({ phone }) => {
  const call = await phone.call(mobileNumber());
  const second = Math.floor(Date.now() / 1_000);
  await until("the next second", () => Math.floor(Date.now() / 1_000) > second);
  expect((await call.repeat()).text).toBe(call.last.reply.text);
});

test("a call under way stays on the bundle that it began with", async ({ ringback, phone, embeddable }) => {
  const call = await phone.call(mobileNumber());
  await call.press("3");
  await ringback.publish("mobile", hours(true), embeddable, (files) => (files["menu.json"].steps.balance.say.en = "Everything is different: {ussd}, {price}."));
  await until("a new call hears the new text", async () => {
    const next = await phone.call(mobileNumber());
    await next.press("3");
    await next.press("1");
    return /Everything is different/.test(next.said);
  }, 15_000);
  await call.press("1");
  call.hears(/To check your balance/);
});

test.describe("signatures", () => {
  for (const scheme of ["form", "json"] as Scheme[]) {
    test(`a ${scheme} webhook is answered with its signature, and refused with 403 and an empty body with any other`, async ({ ringback }) => {
      const phone = new Phone(ringback, "mobile", scheme);
      const call = await phone.call(mobileNumber());
      await call.press("3");
      call.hears(/Balance: press 1/);
      const { webhook } = call.last;
      const signature = webhook.headers["x-twilio-signature"]!;
      const flipped = (signature[0] === "A" ? "B" : "A") + signature.slice(1);
      const { "x-twilio-signature": _, ...unsigned } = webhook.headers;
      const wrong = [
        { ...webhook, headers: unsigned },
        { ...webhook, headers: { ...webhook.headers, "x-twilio-signature": flipped } },
        { ...webhook, headers: { ...webhook.headers, "x-twilio-signature": "" } },
        { ...webhook, headers: { ...webhook.headers, "x-twilio-signature": `${signature}=` } },
        { ...webhook, body: webhook.body.replace("3", "1") },
        { ...webhook, url: `${webhook.url}&more=1` },
        { ...webhook, url: webhook.url.replace(/state=./, "state=_") },
      ];
      for (const forged of wrong) {
        const reply = await call.deliver(forged);
        expect(reply.status, JSON.stringify(forged)).toBe(403);
        expect(reply.bytes).toHaveLength(0);
      }
      expect((await call.repeat()).status).toBe(200);
    });
  }

  test("the signature is checked against the public address, never against the Host header", async ({ ringback, phone }) => {
    const call = await phone.call(mobileNumber());
    const { webhook } = call.last;
    const reply = await call.deliver({ ...webhook, headers: { ...webhook.headers, host: "elsewhere.example", "x-forwarded-host": "elsewhere.example" } });
    expect(reply.status).toBe(200);
    expect(reply.text).toContain(ringback.url);
  });

  test("a status webhook without its signature is refused and writes nothing", async ({ ringback, phone }) => {
    const call = await phone.call(mobileNumber());
    const webhook = phone.sign(`${ringback.url}/v1/voice/mobile/twilio/status`, { CallSid: call.id, From: call.from, To: phone.number, CallStatus: "completed" });
    const reply = await call.deliver({ ...webhook, headers: { ...webhook.headers, "x-twilio-signature": "AAAA" } });
    expect(reply.status).toBe(403);
    expect(reply.bytes).toHaveLength(0);
    expect(await ringback.feedback("mobile")).toEqual([]);
  });

  test("a webhook longer than 64 kB is refused unread", async ({ phone }) => {
    const call = await phone.call(mobileNumber());
    const webhook = phone.sign(call.last.webhook.url, { CallSid: call.id, To: phone.number, Filler: "x".repeat(65 * 1024) });
    expect((await call.deliver(webhook)).status).toBe(413);
  });

  test("a site or provider that does not exist is a 404 problem", async ({ ringback }) => {
    for (const path of ["/v1/voice/nobody/twilio", "/v1/voice/mobile/carrier"]) {
      const reply = await ringback.send("POST", path, { body: "CallSid=CA1", headers: { "content-type": "application/x-www-form-urlencoded" } });
      expect(reply.status, path).toBe(404);
      expect(reply.headers["content-type"]).toBe("application/problem+json");
    }
  });
});

test.describe("the bank's outsourced line", () => {
  test.use({ sites: ["bank"] });

  test("a caller is greeted in every language, asks about a card, and rates the call with a choice", async ({ ringback }) => {
    await ringback.snapshot("bank", "cards");
    const phone = new Phone(ringback, "bank");
    const call = await phone.call("+447700900123");
    call.hears("We never ask for your PIN.");
    await call.press("1");
    await call.press("1");
    call.hears("You can block your card in two ways.");
    await call.press("1");
    expect(call.isQueued).toBe(true);
    await call.operatorAnswersAndHangsUp();
    await call.press("4");
    await call.press("2");
    await call.press("1");
    expect(call.isOver).toBe(true);
    const events = await until("three answers", async () => {
      const found = await ringback.feedback("bank", "ringback.feedback.v1");
      return found.flatMap(({ data }) => data.answers).length >= 3 && found;
    });
    const answers = events.flatMap(({ data }) => data.answers).map(({ question }: any) => question);
    expect(answers).toEqual(["satisfied", "solved", "topic"]);
  });

  test("after hours, a caller leaves a message by hanging up and is called back because of it", async ({ ringback }) => {
    await ringback.publish("bank", hours(false));
    const call = await new Phone(ringback, "bank").call("+442079460961");
    await call.press("1");
    await call.press("4");
    call.hears("Leave a message: press 2.");
    await call.press("2");
    call.hears("Please speak after the tone.");
    await call.leavesMessage(17, { hangsUp: true });
    const [message] = await ringback.feedbackOf("bank", "ringback.voicemail.v1", 1);
    expect(message).toMatchObject({
      subject: `call/twilio/${call.id}`,
      channel: "phone",
      locale: "en",
      data: { queue: "loans", recording: call.recording, seconds: 17, callback: true },
    });
    expect(JSON.stringify(message)).not.toContain("2079460961");
    const callbacks = await until("the caller is to be called back", async () => {
      const all = await ringback.callbacks("bank");
      return all.length > 0 && all;
    });
    expect(callbacks).toHaveLength(1);
    expect(callbacks[0]).toMatchObject({ queue: "loans", topic: call.recording });
  });

  test("a caller keys in the customer number, confirms it, and reaches the operators", async ({ ringback }) => {
    await ringback.snapshot("bank", "cards");
    const call = await new Phone(ringback, "bank").call("+447700900123");
    await call.press("1");
    await call.press("0");
    await call.press("1");
    await call.press("20123456");
    call.hears("You entered: 2, 0, 1, 2, 3, 4, 5, 6.");
    expect(call.last.reply.text).not.toContain("20123456");
    await call.press("1");
    expect(call.isQueued).toBe(true);
    const [input] = await ringback.feedbackOf("bank", "ringback.input.v1", 1);
    expect(input).toMatchObject({ subject: `call/twilio/${call.id}`, data: { name: "customer", digits: "20123456" } });
  });
});
