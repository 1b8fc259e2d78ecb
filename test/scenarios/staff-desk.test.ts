import { describeOnBoth } from "../support/suite-service.js";
import { tellTheDesk } from "./staff-desk.js";

describeOnBoth("the grid worker's desk", tellTheDesk);
