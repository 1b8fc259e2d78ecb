import { describeOnBoth } from "../support/suite-service.js";
import { tellWhoIsWho } from "./people.js";

describeOnBoth("who is who", tellWhoIsWho);
