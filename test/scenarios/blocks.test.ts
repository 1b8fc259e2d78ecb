import { describeOnBoth } from "../support/suite-service.js";
import { tellTheBlocks } from "./blocks.js";

describeOnBoth("block data of the village", tellTheBlocks);
