import { expect, test, until } from "../test.ts";
import { hours, publication, readSite } from "../drivers/sites.ts";
import type { Ringback } from "../drivers/ringback.ts";

const serving = async (ringback: Ringback) => (await ringback.visitor("GET", "/v1/sites/mobile/widget?locale=en")).json;

test("files with problems are refused with all of them while the last good ones keep serving", async ({ ringback }) => {
  const before = await serving(ringback);
  const files = readSite("mobile");
  files["menu.json"].steps[files["menu.json"].start].go_to = "suport";
  files["site.json"].time_zone = "Asia/Bacu";
  files["site.json"].colour = "green";
  const reply = await ringback.staff("POST", "/v1/sites/mobile/bundles", publication(files));
  expect(reply.status).toBe(422);
  expect(reply.headers["content-type"]).toBe("application/problem+json");
  const problems: any[] = reply.json.problems;
  for (const [file, words] of [["menu.json", /suport/], ["site.json", /Asia\/Bacu/], ["site.json", /colour/]] as const) {
    const problem = problems.find((one) => one.file === file && words.test(one.message));
    expect(problem, `${file} ${words}: ${reply.text}`).toMatchObject({ severity: "error", line: expect.any(Number), fix: expect.stringMatching(/\w/) });
    expect(problem.line).toBeGreaterThan(0);
  }
  expect(await serving(ringback)).toEqual(before);
});

test("files that are no JSON are refused with the line", async ({ ringback }) => {
  const files: any = { ...readSite("mobile"), "menu.json": '{\n  "version": 1,\n  "start": \n}' };
  const reply = await ringback.staff("POST", "/v1/sites/mobile/bundles", publication(files));
  expect(reply.status).toBe(422);
  expect(reply.json.problems).toContainEqual(expect.objectContaining({ file: "menu.json", line: expect.any(Number), severity: "error" }));
});

test("a site that names a secret which the runtime lacks is refused with the name", async ({ ringback }) => {
  const files = readSite("mobile");
  for (const number of Object.values<any>(files["site.json"].numbers)) number.secret = "NOT_BOUND_HERE";
  const reply = await ringback.staff("POST", "/v1/sites/mobile/bundles", publication(files));
  expect(reply.status).toBe(422);
  expect(reply.text).toContain("NOT_BOUND_HERE");
});

test("publishing alone changes nothing, activating does, and rolling back is activating again", async ({ ringback, embeddable }) => {
  const first = (await serving(ringback)).version;
  const files = readSite("mobile");
  hours(true)(files);
  embeddable(files);
  files["site.json"].name.en = "Example Mobile, renewed";
  const second = await ringback.propose("mobile", files);
  expect(second).not.toBe(first);
  expect((await serving(ringback)).version).toBe(first);

  const activate = (version: string) => ringback.staff("POST", `/v1/sites/mobile/bundles/${version}/activate`, {}, { "if-match": "*" });
  expect((await activate(second)).status).toBeLessThan(300);
  await until("the new one serves", async () => (await serving(ringback)).name === "Example Mobile, renewed", 12_000);
  expect((await activate(first)).status).toBeLessThan(300);
  await until("the old one serves again", async () => (await serving(ringback)).version === first, 12_000);

  const listed = (await ringback.staff("GET", "/v1/sites/mobile/bundles")).json;
  const versions: any[] = Array.isArray(listed) ? listed : listed.bundles;
  expect(versions.filter(({ active }) => active).map(({ version }) => version)).toEqual([first]);
  expect(versions.map(({ version }) => version)).toEqual(expect.arrayContaining([first, second]));
});

test("a version that nobody published cannot be activated", async ({ ringback }) => {
  const before = await serving(ringback);
  const reply = await ringback.staff("POST", "/v1/sites/mobile/bundles/0123456789abcdef/activate", {});
  expect(reply.status).toBe(404);
  expect(await serving(ringback)).toEqual(before);
});

test("what is published survives a restart", async ({ ringback }) => {
  await ringback.publish("mobile", hours(true), (files) => (files["site.json"].name.en = "After the restart"));
  await ringback.kill9();
  await ringback.resume();
  expect((await serving(ringback)).name).toBe("After the restart");
});

test("the widget's data is revalidated by its ETag", async ({ ringback }) => {
  const first = await ringback.visitor("GET", "/v1/sites/mobile/widget?locale=en");
  expect(first.headers.etag).toBeTruthy();
  const again = await ringback.visitor("GET", "/v1/sites/mobile/widget?locale=en", undefined, { "if-none-match": first.headers.etag! });
  expect(again.status).toBe(304);
  expect(again.bytes).toHaveLength(0);
});
