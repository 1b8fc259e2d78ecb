import { describeOnBoth } from "../support/suite-service.js";
import { tellTheReferral } from "./referral.js";

describeOnBoth("a case that goes to a department", tellTheReferral);
