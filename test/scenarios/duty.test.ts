import { describeOnBoth } from "../support/suite-service.js";
import { tellOfDuty } from "./duty.js";

describeOnBoth("the duty roster", tellOfDuty);
