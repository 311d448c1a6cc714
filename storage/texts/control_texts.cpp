// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/texts/texts.h"

namespace oxseal::texts {

std::span<const Entry> controlTexts()
{
    static constexpr Entry entries[] = {
        {"control.set_invalid", "The control set has a row that cannot be read.",
            "Correct the row named; letters and numbers are those of the default set."},
        {"control.set_loaded", "A control set (version {0}) is loaded already.", "Change single controls instead."},
        {"control.scope_without_reason", "A control that does not apply needs a reason.", "Give --because."},
        {"control.no_such_control", "There is no control {0}.", "List them with: oxseal control list."},
        {"control.no_such_item", "There is no checklist question {0}.", "List them with: oxseal control checklist."},
        {"control.no_such_evidence", "There is no evidence {0}.", "List it with: oxseal evidence list."},
        {"control.tester_is_owner", "The owner of a control cannot test it.", "Let somebody else test it."},
        {"control.tester_is_performer", "Who performed a control in the period cannot test it.",
            "Let somebody else test it."},
        {"control.design_failed", "The design of this control failed its test.",
            "Change the design and test it again before testing its operation."},
        {"control.bad_test", "The figures of the test contradict each other.",
            "The sample is at least one, exceptions lie within it, and a pass has none."},
        {"control.answer_without_reason", "The answer to question {0} needs a reason.",
            "Give --because with \"no\" and \"na\"."},
        {"control.evidence_dates", "The dates of this evidence are impossible.",
            "The effective day is not after receipt, and attestation not before it."},
        {"control.evidence_subject", "\"{0}\" names nothing that evidence can be attached to.",
            "Write control:AM-04 or checklist:1.2."},
        {"control.performed_outside", "{0} lies before {1} or in the future.", "Check the day or the period."},
        {"control.set_missing", "No control set is loaded; the register of controls is empty.",
            "Load one: oxseal control load."},
        {"control.item_unanswered", "Checklist question {0} has no answer: {1}", "Answer it, with evidence of the period."},
        {"control.item_negative", "Checklist question {0} is answered no: {1} Because: {2}",
            "Judge the effect; decide on correction, disclosure or an alternative procedure."},
        {"control.evidence_missing", "Checklist question {0} is answered yes without evidence of the period. Asked for: {1}.",
            "Attach the evidence."},
        {"control.evidence_late", "The evidence behind checklist question {0} came late.",
            "Say why it came late and whether it can still be relied on."},
        {"control.evidence_misfit", "\"{0}\", attached to {1}, speaks of another period.",
            "Attach evidence of the period, or explain why this one proves the point."},
        {"control.test_failed", "Control {0} failed its test.", "Evaluate the deficiency and test again after correction."},
        {"control.performance_exception", "Control {0} was performed with an exception ({1}).",
            "Follow the exception up and record the outcome."},
        {"control.not_performed", "{0} {0?control|controls} due this quarter {0?has|have} no recorded performance: {1}.",
            "Record the performances, or say where they are recorded."},
        {"control.dictionary.controls",
            "One row per control. nature P preventive, D detective, PD both; means M manual, A automated, I IT-dependent "
            "manual; frequency A S Q M W D, X many a day, E event; state of the period's tests.",
            ""},
        {"control.dictionary.control_performance", "Performances recorded for the period, by the person who performed.", ""},
        {"control.dictionary.control_tests", "Test results of the period, in order of recording within a control.", ""},
        {"control.dictionary.checklist", "The questions of the seven areas with answer, evidence count and state.", ""},
        {"control.dictionary.evidence_index",
            "Every piece of evidence with its SHA-256 and three dates; fit says whether it speaks of the period and came in "
            "time.",
            ""},
    };
    return entries;
}

} // namespace oxseal::texts
