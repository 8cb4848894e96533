// Reads {secret, headers, body} as JSON and says "verified", or why not.
import { readFileSync } from "node:fs";
import { Webhook } from "standardwebhooks";

const { secret, headers, body } = JSON.parse(readFileSync(0, "utf8"));
try {
  const message = new Webhook(secret).verify(body, headers);
  console.log("verified " + message.type);
} catch (problem) {
  console.log(problem.message);
}
