import { tellOnPostgresql } from "../support/suite-service.js";
import { tellOfTheVillage } from "./village.js";

tellOnPostgresql(tellOfTheVillage);
