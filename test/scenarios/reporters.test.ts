import { describeOnBoth } from "../support/suite-service.js";
import { tellTheReporters } from "./reporters.js";

describeOnBoth("those who report", tellTheReporters);
