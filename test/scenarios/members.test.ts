import { describeOnBoth } from "../support/suite-service.js";
import { tellWhoComesAndGoes } from "./members.js";

describeOnBoth("who comes and goes", tellWhoComesAndGoes);
