// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/packet_reads.h"
#include "ui/jobs/session.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace oxseal::ui {

/// Verifies any file, dropped or chosen: a packet, a signed PDF, a CMS signature with its content. The answer stands on three
/// axes that are never mixed, with the place of every problem.
class VerifyPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit VerifyPanel(Session& session, QWidget* parent = nullptr);

    void choose();
    void verify(const QString& file);
    [[nodiscard]] bool running() const { return job_ != nullptr; }

Q_SIGNALS:
    void finished();

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void createDropArea(QVBoxLayout* column);
    void createAnchors(QVBoxLayout* column);
    void takeProgress();
    void takeAnswer(const Result<Verification>& answer, qint64 milliseconds);
    void showSignatures(const Verification& answer);
    void showProblems(const QString& title, const std::vector<Problem>& problems, bool wrong);

    Session& session_;
    QLabel* state_ = nullptr;
    QPushButton* stop_ = nullptr;
    QLineEdit* fingerprints_ = nullptr;
    QLineEdit* authority_ = nullptr;
    QLineEdit* content_ = nullptr;
    QVBoxLayout* result_ = nullptr;
    QPointer<Job> job_;
    QString file_;
};

} // namespace oxseal::ui
