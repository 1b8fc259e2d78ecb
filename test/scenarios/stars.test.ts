import { describeOnBoth } from "../support/suite-service.js";
import { tellOfStars } from "./stars.js";

describeOnBoth("a star that falls", tellOfStars);
