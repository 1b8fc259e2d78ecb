import { describeOnBoth } from "../support/suite-service.js";
import { tellTheStory } from "./story.js";

describeOnBoth("the story", tellTheStory);
