import { join } from "node:path";
import { ROOT } from "../declared-package";
import { publicApi } from "../public-api";
import { sitePages, writeSite } from "./write-site";

const folder = join(ROOT, "site");
const pages = sitePages(publicApi());
writeSite(folder, pages);
console.log(`wrote ${pages.length} pages; open ${join(folder, "index.html")}`);
