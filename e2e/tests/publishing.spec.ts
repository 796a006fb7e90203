import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test, until } from "../test.ts";
import type { Reply } from "../drivers/http.ts";
import type { Phone } from "../drivers/phone.ts";
import { root } from "../drivers/project.ts";
import { Ringback } from "../drivers/ringback.ts";
import { type Edit, hours, publication, readSite, type SiteFiles } from "../drivers/sites.ts";
import { mobileNumber } from "../drivers/valid.ts";

const bundles = "/v1/sites/mobile/bundles";

/** The demo site, open all day, with a name that tells it from others. */
function named(name: string, ...edits: Edit[]): SiteFiles {
  const files = readSite("mobile");
  hours(true)(files);
  files["site.json"].name.en = name;
  for (const edit of edits) edit(files);
  return files;
}

const secondPerson = (asked: boolean): Edit => (files) => (files["site.json"].publish = { second_person: asked });

const serving = async (ringback: Ringback): Promise<string> => (await ringback.visitor("GET", "/v1/sites/mobile/widget?locale=en")).json.name;

const list = async (ringback: Ringback): Promise<any> => (await ringback.staff("GET", bundles)).json;

const history = async (ringback: Ringback): Promise<any[]> => (await ringback.staff("GET", "/v1/sites/mobile/history")).json.items;

/** Publishes files and asks for them to serve, as whoever has these headers. */
function publish(ringback: Ringback, files: SiteFiles, headers: Record<string, string>, query = "activate=true"): Promise<Reply> {
  return ringback.visitor("POST", `${bundles}?${query}`, publication(files), { "if-match": "*", ...headers });
}

const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();

/** What a new caller hears of the answer about the balance, in English. */
async function balance(phone: Phone): Promise<string> {
  const call = await phone.call(mobileNumber());
  await call.press("3");
  await call.press("1");
  return call.said;
}

const says = (text: string): Edit => (files) => (files["menu.json"].steps.balance.say.en = `${text}: {ussd}, {price}.`);

test("of two people who publish at once, the second is told who was first, and overwrites nothing", async ({ ringback }) => {
  const [anna, boris] = [await ringback.person("Anna"), await ringback.person("Boris")];
  const seen = await ringback.staff("GET", bundles);
  expect(seen.headers.etag).toBe(`"${seen.json.active}"`);
  const ifMatch = { "if-match": seen.headers.etag! };

  const replies = await Promise.all([publish(ringback, named("Anna's"), { ...anna, ...ifMatch }), publish(ringback, named("Boris's"), { ...boris, ...ifMatch })]);
  expect(replies.map(({ status }) => status).sort()).toEqual([201, 412]);
  const [won, lost] = replies[0]!.status === 201 ? replies : [replies[1]!, replies[0]!];
  const [winner, loser] = replies[0]!.status === 201 ? ["Anna", "Boris"] : ["Boris", "Anna"];
  expect(lost!.headers["content-type"]).toBe("application/problem+json");
  expect(lost!.json.detail).toContain(winner);
  expect(lost!.json.detail).toContain(won!.json.version);
  expect(await serving(ringback)).toBe(`${winner}'s`);
  // Nothing of the loser's was kept.
  expect((await list(ringback)).bundles.map(({ by }: any) => by?.label)).not.toContain(loser);

  // Whoever says nothing about what they saw is told what to say.
  const mute = await ringback.visitor("POST", `${bundles}?activate=true`, publication(named("Mute")), anna);
  expect(mute.status).toBe(428);
  expect(mute.json.detail).toContain(`If-Match: "${won!.json.version}"`);
  expect(mute.headers.etag).toBe(`"${won!.json.version}"`);

  // Having seen it, the loser may; repeating the request changes nothing more.
  const again = await publish(ringback, named("The loser's"), { ...boris, "if-match": lost!.headers.etag! });
  expect(again.status, again.text).toBe(201);
  expect(again.json.changes[0]).toMatchObject({ en: expect.stringMatching(/^name of the site in English: /), ru: expect.stringMatching(/^сайт, название \(на английском\): /) });
  const repeated = await publish(ringback, named("The loser's"), { ...boris, "if-match": lost!.headers.etag! });
  expect(repeated.status).toBe(201);
  expect(repeated.json.active).toBe(true);
  const activations = (await history(ringback)).filter(({ what }) => what === "activated");
  expect(activations.filter(({ version }) => version === again.json.version)).toHaveLength(1);
});

test("a planned activation survives a power cut, reaches callers within 10 s of its moment, and is in the history", async ({ ringback, phone }) => {
  const anna = await ringback.person("Anna");
  const before = (await list(ringback)).active;
  const at = inMs(4_000);
  const planned = await publish(ringback, named("Planned", says("From now on")), anna, `activate_at=${at}`);
  expect(planned.status, planned.text).toBe(201);
  expect(planned.json).toMatchObject({ active: false, waiting: { at, asked_by: { label: "Anna" }, needs_approval: false } });
  expect((await list(ringback)).waiting).toMatchObject([{ version: planned.json.version, at }]);
  await ringback.kill9();
  await ringback.resume();
  expect(await balance(phone)).not.toContain("From now on");
  await until("its moment", () => Date.now() >= Date.parse(at));
  await until("callers hear it", async () => (await balance(phone)).includes("From now on"), 10_000);
  const [entry] = (await history(ringback)).filter(({ what }) => what === "activated");
  expect(entry).toMatchObject({ version: planned.json.version, by: { label: "Anna" }, planned_for: at, other: before });
  expect((await list(ringback)).waiting).toEqual([]);
});

test("an activation by hand supersedes what waits, and what waits can be taken back", async ({ ringback }) => {
  const anna = await ringback.person("Anna");
  const far = `activate_at=${inMs(3_600_000)}`;
  const first = (await publish(ringback, named("Far away"), anna, far)).json.version;
  const taken = await ringback.visitor("DELETE", `${bundles}/${first}/activate`, undefined, anna);
  expect(taken.status, taken.text).toBe(204);
  expect((await ringback.visitor("DELETE", `${bundles}/${first}/activate`, undefined, anna)).status).toBe(404);
  const second = (await publish(ringback, named("Far away too"), anna, far)).json.version;
  const byHand = await publish(ringback, named("Now"), anna);
  expect(byHand.status, byHand.text).toBe(201);
  expect(byHand.json.superseded).toMatchObject([{ version: second }]);
  expect((await list(ringback)).waiting).toEqual([]);
  const deeds = (await history(ringback)).map(({ what, version }) => `${what} ${version}`);
  expect(deeds).toEqual(expect.arrayContaining([`withdrawn ${first}`, `superseded ${second}`, `activated ${byHand.json.version}`]));
  for (const [at, sentence] of [["2001-01-01 10:00", /passed/], ["2026-02-30 10:00", /2026-02-30/], ["2097-01-01 10:00", /days ahead/]] as const) {
    const reply = await publish(ringback, named("Never"), anna, `activate_at=${encodeURIComponent(at)}`);
    expect(reply.status).toBe(422);
    expect(reply.json.detail).toMatch(sentence);
  }
});

test("what has become wrong when its moment comes is not activated, and the history says why", async ({ ringback }) => {
  const anna = await ringback.person("Anna");
  const before = await serving(ringback);
  const planned = await publish(ringback, named("Too late"), anna, `activate_at=${inMs(2_000)}`);
  expect(planned.status, planned.text).toBe(201);
  await ringback.kill9();
  await ringback.resume("MOBILE_CRM_SECRET");
  const entry = await until("it is given up", async () => (await history(ringback)).find(({ what }) => what === "not_activated"));
  expect(entry).toMatchObject({ version: planned.json.version, why: { en: expect.stringContaining("MOBILE_CRM_SECRET"), ru: expect.stringContaining("MOBILE_CRM_SECRET") } });
  expect(await serving(ringback)).toBe(before);
  expect((await list(ringback)).waiting).toEqual([]);
});

test("where the active files ask for a second person, nobody alone brings anything new to callers", async ({ ringback }) => {
  const [anna, boris] = [await ringback.person("Anna"), await ringback.person("Boris")];
  const rule = await publish(ringback, named("With a rule", secondPerson(true)), anna);
  expect(rule.json.active, rule.text).toBe(true);

  // The rule holds for files that would end it.
  const off = await publish(ringback, named("Without a rule", secondPerson(false)), anna);
  expect(off.json).toMatchObject({ active: false, waiting: { needs_approval: true, approved_by: null } });
  expect(await serving(ringback)).toBe("With a rule");
  const approve = (version: string, who: Record<string, string>) => ringback.visitor("POST", `${bundles}/${version}/approve`, {}, { "if-match": "*", ...who });
  expect((await approve(off.json.version, anna)).status).toBe(403);
  expect((await ringback.visitor("DELETE", `${bundles}/${off.json.version}/activate`, undefined, boris)).status).toBe(204);
  expect((await approve(off.json.version, boris)).status).toBe(404);

  const next = await publish(ringback, named("Approved", secondPerson(true)), anna);
  expect(next.json.active).toBe(false);
  const approved = await approve(next.json.version, boris);
  expect(approved.status, approved.text).toBe(200);
  expect(approved.json.changes.length).toBeGreaterThan(0);
  await until("it serves", async () => (await serving(ringback)) === "Approved");

  // Back to files that have served under the rule: at once. Forward to what somebody else has published: as well.
  const activate = (version: string, who: Record<string, string>) => ringback.visitor("POST", `${bundles}/${version}/activate`, {}, { "if-match": "*", ...who });
  expect((await activate(rule.json.version, anna)).json.active).toBe(true);
  const annas = await ringback.visitor("POST", bundles, publication(named("Anna's", secondPerson(true))), anna);
  expect(annas.json.active).toBe(false);
  expect((await activate(annas.json.version, boris)).json.active).toBe(true);

  // What nobody has approved in time is given up.
  const late = await publish(ringback, named("Nobody looked", secondPerson(true)), anna, `activate_at=${inMs(1_000)}`);
  const entry = await until("it is given up", async () => (await history(ringback)).find(({ what }) => what === "not_activated"));
  expect(entry).toMatchObject({ version: late.json.version, why: { en: expect.stringContaining("approved") } });
});

test("a call goes on with the version it began with, though twenty-five others came since and the power was cut", async ({ ringback, phone }) => {
  test.setTimeout(90_000);
  const began = await ringback.publish("mobile", hours(true), says("The first"));
  await until("new calls begin with it", async () => (await balance(phone)).includes("The first"));
  const call = await phone.call(mobileNumber());
  await call.press("3");
  for (let n = 0; n < 25; n += 1) await ringback.publish("mobile", hours(true), says(`Number ${n}`));
  expect((await list(ringback)).bundles.length).toBeGreaterThan(20);
  await ringback.kill9();
  await ringback.resume();
  await until("new calls begin with the last", async () => (await balance(phone)).includes("Number 24"));
  await call.press("1");
  call.hears(/The first/);
  const files = await ringback.staff("GET", `${bundles}/${began}`);
  expect(JSON.parse(files.json.files["menu.json"]).steps.balance.say.en).toContain("The first");
});

test("a data folder that the first version wrote goes on as it is", async ({ internet }) => {
  const ringback = await Ringback.start(internet, undefined, join(root, "e2e/fixtures/first-data-folder"));
  try {
    const name = async () => (await ringback.visitor("GET", "/v1/sites/acme/widget?locale=en")).json.name;
    expect(await name()).toBe("Acme Second");
    const path = "/v1/sites/acme/bundles";
    const kept = (await ringback.staff("GET", path)).json;
    expect(kept).toMatchObject({ second_person: false, waiting: [], bundles: [{ active: true, by: null }, { active: false, by: null }] });
    const back = await ringback.staff("POST", `${path}/${kept.bundles[1].version}/activate`, {}, { "if-match": `"${kept.active}"` });
    expect(back.status, back.text).toBe(200);
    await until("the older one serves", async () => (await name()) === "Acme First");
    expect((await ringback.staff("GET", "/v1/sites/acme/history")).json.items).toMatchObject([{ what: "activated", other: kept.active }]);
  } finally {
    await ringback.stop();
  }
});

test.describe("from the command line", () => {
  /** Runs `ringback` as somebody. */
  function cli(token: string, ...args: string[]): Promise<{ status: number; out: string }> {
    const program = process.env.RINGBACK_CLI ?? join(root, "target/debug/ringback");
    return new Promise((resolve) => {
      execFile(program, args, { env: { RINGBACK_TOKEN: token, LC_ALL: "C" } }, (error, stdout, stderr) => {
        const status = typeof error?.code === "number" ? error.code : error ? -1 : 0;
        resolve({ status, out: stdout + stderr });
      });
    });
  }

  /** Writes a site's files into a folder of its name. */
  function folder(files: SiteFiles): string {
    const path = join(mkdtempSync(join(tmpdir(), "ringback-site-")), "mobile");
    for (const [name, content] of Object.entries(files)) {
      // What is shared between sites lies beside their folders.
      const file = name.startsWith("common/") ? join(path, "..", name) : join(path, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content, null, 2));
    }
    return path;
  }

  test("a site is compared, published, seen, and rolled back", async ({ ringback }) => {
    const token = ringback.staffToken;
    const to = ["--to", ringback.url];
    const files = named("From a terminal", (edited) => (edited["menu.json"].steps.balance.ussd = "*101#"));
    const path = folder(files);
    const before = await list(ringback);

    const dry = await cli(token, "publish", path, ...to, "--dry-run");
    expect(dry.status, dry.out).toBe(0);
    expect(dry.out).toContain("balance: the code is now *101# (before: *100#)");
    expect((await list(ringback)).bundles).toEqual(before.bundles);
    expect((await cli(token, "publish", path, ...to)).status).toBe(2);
    expect((await cli(token, "publish", path, "--to", "http://ringback.example", "--yes")).out).toContain("https://");
    expect((await cli("rbk_wrong", "publish", path, ...to, "--yes")).status).toBe(2);

    const published = await cli(token, "publish", path, ...to, "--yes", "--lang", "ru");
    expect(published.status, published.out).toBe(0);
    expect(published.out).toContain("balance: код теперь *101# (раньше: *100#)");
    await until("it serves", async () => (await serving(ringback)) === "From a terminal");
    expect((await cli(token, "publish", path, ...to, "--yes")).out).toContain("serves already");
    expect((await cli(token, "diff", path, ...to)).out).toContain("nothing");
    expect((await cli(token, "diff", before.active, path, ...to)).out).toContain("*101#");

    const back = await cli(token, "rollback", path, ...to, "--yes");
    expect(back.status, back.out).toBe(0);
    expect((await list(ringback)).active).toBe(before.active);
    const versions = await cli(token, "versions", "mobile", ...to, "--history");
    expect(versions.out).toMatch(/activated/);

    const broken = folder({ ...files, "menu.json": { ...files["menu.json"], start: "nowhere" } });
    const refused = await cli(token, "publish", broken, ...to, "--yes");
    expect(refused.status).toBe(1);
    expect(refused.out).toContain("nowhere");
  });

  test("a second person approves", async ({ ringback }) => {
    const [anna, boris] = [await ringback.person("Anna"), await ringback.person("Boris")].map(({ authorization }) => authorization!.split(" ")[1]!);
    const to = ["--to", ringback.url, "--yes"];
    expect((await cli(anna!, "publish", folder(named("With a rule", secondPerson(true))), ...to)).status).toBe(0);
    const waits = await cli(anna!, "publish", folder(named("Approved", secondPerson(true))), ...to);
    expect(waits.out).toContain("waits for somebody else");
    expect((await cli(anna!, "approve", "mobile", ...to)).status).toBe(1);
    expect(await serving(ringback)).toBe("With a rule");
    const approved = await cli(boris!, "approve", "mobile", ...to);
    expect(approved.status, approved.out).toBe(0);
    await until("it serves", async () => (await serving(ringback)) === "Approved");
  });
});
