import { Gauge, type Registry } from "prom-client";

/** Figures that the audit of the cases gives. */
interface AuditFigures {
  readonly untended: number;
  readonly mended: number;
  readonly stuckTasks: number;
}

/** Gauges of what the last audit found; each alarm of the operator stands on one of them. Returns how to set them. */
export function createAuditMetrics(registry: Registry): (figures: AuditFigures) => void {
  const gauge = (name: string, help: string): Gauge => new Gauge({ name, help, registers: [registry] });
  const untended = gauge("louxin_hazards_untended", "Open cases that staff left waiting longer than the rules allow");
  const mended = gauge("louxin_hazard_timers_mended", "Timers of cases that the last audit found lost and set again");
  const stuck = gauge("louxin_due_tasks_stuck", "Tasks of the clockwork that keep failing or were never taken");
  return (figures) => {
    untended.set(figures.untended);
    mended.set(figures.mended);
    stuck.set(figures.stuckTasks);
  };
}
