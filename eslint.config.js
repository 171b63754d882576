// What is wrong in the scripts of the pages, whoever wrote them; how they are laid out is prettier's.

import js from "@eslint/js";
import { importX } from "eslint-plugin-import-x";
import globals from "globals";

export default [
  { ignores: ["build/**", "mutants/**", ".venv/**", "docs/**", "claims/**"] },
  js.configs.recommended,
  {
    files: ["kg/web/*.js"],
    languageOptions: { globals: { ...globals.browser, vis: "readonly" } },
    plugins: { "import-x": importX },
    rules: {
      "import-x/named": "error",
      "import-x/namespace": "error",
      "import-x/no-cycle": "error",
      "import-x/no-unresolved": "error",
      "no-shadow-restricted-names": "error",
      "no-var": "error",
      "prefer-const": ["error", { destructuring: "all" }],
      eqeqeq: "error",
      "no-implicit-globals": "error",
    },
  },
  {
    files: ["kg/web/ask_worker.js"],
    languageOptions: { globals: { Store: "readonly", namedNode: "readonly", __wbg_init: "readonly" } },
  },
  { files: ["tests/web/*.js", "eslint.config.js"], languageOptions: { globals: globals.node } },
];
