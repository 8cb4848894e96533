// Reads an OpenAPI document and says "valid", or what is not.
import { readFileSync } from "node:fs";
import { Validator } from "@seriousme/openapi-schema-validator";

const validator = new Validator();
const { valid, errors } = await validator.validate(JSON.parse(readFileSync(0, "utf8")));
console.log(valid ? "valid " + validator.version : JSON.stringify(errors));
