// A page of text: only the frame of the page is alive.
import { start } from "../shell.js";

await start();
