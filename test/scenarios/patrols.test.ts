import { describeOnBoth } from "../support/suite-service.js";
import { tellOfPatrols } from "./patrols.js";

describeOnBoth("the patrol log", tellOfPatrols);
