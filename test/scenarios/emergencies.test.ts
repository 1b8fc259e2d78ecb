import { describeOnBoth } from "../support/suite-service.js";
import { tellTheEmergencies } from "./emergencies.js";

describeOnBoth("danger", tellTheEmergencies);
