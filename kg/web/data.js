// The data of the page, as Python wrote it.

import { byId } from "./elements.js";

/** @type {PageData} */
export const data = JSON.parse(byId("data").textContent);
