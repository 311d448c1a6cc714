// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/page.h"
#include "ui/controls/deficiency_words.h"

namespace oxseal::ui {

class TablePanel;

/// The register of deficiencies: candidates, what the sums propose, what people concluded, and those that add up. Objects: "3" a deficiency.
class DeficiencyPage final : public Page
{
    Q_OBJECT

public:
    explicit DeficiencyPage(Session& session);
    void open(const QString& object) override;
    void reload() override;

    // For tests.
    [[nodiscard]] TablePanel& deficiencies() noexcept { return *list_; }
    [[nodiscard]] TablePanel& sums() noexcept { return *sums_; }

private:
    static Result<DeficiencyContent> readContent(Workspace& workspace, const PeriodRow& period);
    void take(DeficiencyContent content);
    void showCurrent();
    void updateCommands();
    [[nodiscard]] const DeficiencyView* current() const;
    [[nodiscard]] std::optional<DeficiencyView> chosen() const; ///< kept apart while a dialog is open
    [[nodiscard]] QString whyNotOne(Permission permission) const;
    [[nodiscard]] QString whyNotEvaluate() const;
    [[nodiscard]] QString whyNotConclude() const;
    [[nodiscard]] QString whyNotRemediate() const;
    [[nodiscard]] QString whyNotTell() const;
    [[nodiscard]] QString whyNotReopen() const;
    [[nodiscard]] QString whyNotApproveRules() const;
    [[nodiscard]] QString currency() const; ///< of the entity chosen, else of the group

    void raise();
    void evaluate();
    void conclude();
    void remediate();
    void tell();
    void reopenOne();
    void stateMateriality();
    void approveMateriality();
    void saveMemo();
    void saveSummary();

    DeficiencyContent content_;
    QString wanted_;
    TablePanel* list_ = nullptr;
    TablePanel* sums_ = nullptr;
};

} // namespace oxseal::ui
