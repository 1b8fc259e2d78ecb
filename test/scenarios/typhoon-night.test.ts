import { describeOnBoth } from "../support/suite-service.js";
import { tellTyphoonNight } from "./typhoon-night.js";

describeOnBoth("a typhoon night", tellTyphoonNight);
