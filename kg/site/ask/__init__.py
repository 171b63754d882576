"""Questions that readers put to the record in their browser: the page, and the engine that answers them there."""
