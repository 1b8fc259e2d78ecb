import { tellOnEmbedded } from "../support/suite-service.js";
import { tellOfTheVillage } from "./village.js";

tellOnEmbedded(tellOfTheVillage);
