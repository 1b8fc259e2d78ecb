import { describeOnBoth } from "../support/suite-service.js";
import { tellThePhotoProof } from "./photo-proof.js";

describeOnBoth("photos as proof of a fix", tellThePhotoProof);
