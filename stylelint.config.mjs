export default {
  extends: 'stylelint-config-standard',
  rules: {
    'import-notation': null,
    'no-descending-specificity': null,
    'selector-class-pattern': [
      '^([a-z][A-z\\d]*)(-[A-z\\d]+)*$',
      { message: 'Class names read jp-Block-element' }
    ]
  }
};
