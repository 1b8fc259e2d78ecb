import { describeOnBoth } from "../support/suite-service.js";
import { tellTheManners } from "./manners.js";

describeOnBoth("the manners of the bot", tellTheManners);
