// Home: a picture of what a profile looks like, beside the static text.
import { byId } from "../dom.js";
import { radar } from "../radar.js";
import { start } from "../shell.js";

// levels of an invented learner, by competence
const EXAMPLE = [[4, 3, 2], [5, 3, 2, 4], [3, 2, 4, 1], [5, 4, 3], [3, 2]];
const card = (area, level, index) => ({ code: `${area}.${index + 1}`, name: "", level, pix_ahead: (level * 3) % 8, max_level: 7 });
const areas = EXAMPLE.map((levels, index) =>
  ({ code: String(index + 1), scorecards: levels.map((level, place) => card(index + 1, level, place)) }));

byId("picture").append(radar(areas, ""));
await start();
