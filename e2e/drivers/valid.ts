/** Requests of the site `mobile` that are right: what a test changes in one is all that is wrong with it. */

let visits = 0;

/** Numbers that differ and are valid, so that no limit for one of them is met by chance. */
export function mobileNumber(): string {
  visits += 1;
  return `+99450555${String(visits).padStart(4, "0")}`;
}

export const valid = {
  callback: (change: object = {}) => ({ phone: mobileNumber(), queue: "care", when: { kind: "asap" }, consent: true, locale: "en", ...change }),
  deflection: (change: object = {}) => ({ node: "balance", outcome: "resolved", visit: "visit-of-a-test", locale: "en", ...change }),
  feedback: (change: object = {}) => ({ survey: "survey", answers: [{ question: "satisfied", value: 5 }], locale: "en", ...change }),
  snapshot: (change: object = {}) => ({ waiting: 3, at: new Date().toISOString(), agents_staffed: 5, agents_available: 0, aht_s: 240, ...change }),
  contact: (change: object = {}) => ({ id: "contact-1", ended_at: new Date().toISOString(), operator: "operator-7", project: "care", queue: "care", locale: "en", ...change }),
};
