/** Which document of the original entity is uploaded, and where. */
import { defineRule } from './define-rule.ts';
import { needs, ok } from './outcome.ts';

export const originalEntityDocument = defineRule({
  name: 'original_entity_document',
  facts: ['originalEntity'],
  parameters: ['upload_original_entity_changed', 'upload_original_entity_deregistered'],
  outcomes: ['latest_entity_certificate', 'deregistration_certificate'],
  reasons: [],
  values: ['document', 'uploadAt'],

  evaluate({ originalEntity }, { parameters }) {
    if (!originalEntity) return needs('originalEntity');
    const document =
      originalEntity === 'deregistered' ? 'deregistration_certificate' : 'latest_entity_certificate';
    const uploadAt = parameters.text(
      `upload_original_entity_${originalEntity === 'deregistered' ? 'deregistered' : 'changed'}`,
    );
    return ok(document, { document, uploadAt }, []);
  },
});
